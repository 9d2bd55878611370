import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ArchivedHistory } from '../files/ArchivedHistory.js';
import { growingExtension, packedExtension, typePath } from '../files/fileNames.js';
import { linesOf } from '../files/linesOf.js';

/**
 * The files of a folder while histories are added to it: a file of lines for each type. A process that is killed
 * leaves at most half a line, which is removed when the folder is opened again; so the files are the same
 * whether or not a pull was interrupted. Packing them at the end makes them final.
 */
export class GrowingFiles {
  readonly folder: string;
  readonly #runIds: Set<string>;

  private constructor(folder: string, runIds: Set<string>) {
    this.folder = folder;
    this.#runIds = runIds;
  }

  /** Opens a folder, and reads which runs it already has. */
  static async open(folder: string): Promise<GrowingFiles> {
    await mkdir(folder, { recursive: true });
    const runIds = new Set<string>();
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (name.endsWith(growingExtension)) await readLines(path, runIds);
    }
    return new GrowingFiles(folder, runIds);
  }

  has(runId: string): boolean {
    return this.#runIds.has(runId);
  }

  /** Appends histories, in this order. */
  async append(histories: readonly ArchivedHistory[]): Promise<void> {
    const lines = new Map<string, string[]>();
    for (const history of histories) {
      const path = `${typePath(this.folder, history.workflowType)}${growingExtension}`;
      const of = lines.get(path) ?? [];
      of.push(`${JSON.stringify(history)}\n`);
      lines.set(path, of);
    }
    for (const [path, texts] of lines) await appendFile(path, texts.join(''));
    for (const { runId } of histories) this.#runIds.add(runId);
  }

  /** Compresses all files. One that was left by a crash is compressed again from its lines. */
  async pack(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!name.endsWith(growingExtension)) continue;
      const path = join(this.folder, name);
      const packed = path.slice(0, -growingExtension.length) + packedExtension;
      const temporary = `${packed}.tmp`;
      await pipeline(createReadStream(path), createGzip({ level: 9 }), createWriteStream(temporary));
      await synced(temporary);
      await rename(temporary, packed);
      await rm(path);
    }
  }
}

/** Reads the run ids in a file of lines, and cuts off a last line without an end. */
async function readLines(path: string, runIds: Set<string>): Promise<void> {
  let whole = 0;
  let isDamaged = false;
  for await (const { text, isWhole } of linesOf(path)) {
    isDamaged = !isWhole;
    if (isDamaged) break;
    const { runId }: ArchivedHistory = JSON.parse(text);
    runIds.add(runId);
    whole += Buffer.byteLength(text) + 1;
  }
  if (isDamaged) await truncate(path, whole);
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}
