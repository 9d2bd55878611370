import { appendFile, mkdir, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip, createGzip } from 'node:zlib';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import { type ArchivedHistory, runIdIn } from '../files/ArchivedHistory.js';
import { growingExtension, packedExtension, temporaryExtension, typePath } from '../files/fileNames.js';
import { linesOf } from '../files/linesOf.js';
import { transformWhole } from '../files/writeWhole.js';

/**
 * The files of a folder while histories are added to it: a file of lines for each type. Packing them at the end makes
 * them final.
 *
 * A process that is killed leaves at most half a line, which is removed when the folder is opened again, or a folder
 * of which a part is packed. That part is unpacked, because its histories may have passed their retention and can't be
 * read again. Where a file is there in both forms, both have the same lines: a form is removed only after the other
 * has become whole, and nothing is appended before.
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
    const names = await readdir(folder);
    for (const name of names) if (name.endsWith(temporaryExtension)) await rm(join(folder, name));
    for (const name of names) if (name.endsWith(packedExtension)) await unpack(folder, name, names);
    const runIds = new Set<string>();
    for (const name of await readdir(folder))
      if (name.endsWith(growingExtension)) await readLines(join(folder, name), runIds);
    return new GrowingFiles(folder, runIds);
  }

  has(runId: string): boolean {
    return this.#runIds.has(runId);
  }

  /** Appends histories, in this order. */
  async append(histories: readonly ArchivedHistory[]): Promise<void> {
    for (const history of histories) {
      const path = `${typePath(this.folder, history.workflowType)}${growingExtension}`;
      // One by one, because the lines of a batch could be longer together than a string can be.
      await appendFile(path, `${JSON.stringify(history)}\n`);
      this.#runIds.add(history.runId);
    }
  }

  /** Compresses all files. */
  async pack(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!name.endsWith(growingExtension)) continue;
      const path = join(this.folder, name);
      const packed = path.slice(0, -growingExtension.length) + packedExtension;
      await transformWhole(path, createGzip({ level: 9 }), packed);
      await rm(path);
    }
  }
}

/** Replaces a packed file by its lines. */
async function unpack(folder: string, name: string, names: readonly string[]): Promise<void> {
  const packed = join(folder, name);
  const growing = name.slice(0, -packedExtension.length) + growingExtension;
  if (!names.includes(growing))
    await transformWhole(packed, createGunzip(), join(folder, growing)).catch((error: unknown) => {
      throw isZlibError(error) ? damaged(packed, messageOf(error)) : error;
    });
  await rm(packed);
}

/** Reads the run ids in a file of lines, and cuts off a last line without an end. */
async function readLines(path: string, runIds: Set<string>): Promise<void> {
  let whole = 0;
  let isDamaged = false;
  for await (const { text, isWhole } of linesOf(path)) {
    isDamaged = !isWhole;
    if (isDamaged) break;
    const runId = runIdIn(text);
    if (runId === undefined) throw damaged(path, 'a line does not begin with the ids of a run');
    runIds.add(runId);
    whole += Buffer.byteLength(text) + 1;
  }
  if (isDamaged) await truncate(path, whole);
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && `${error.code}`.startsWith('Z_');

const damaged = (path: string, why: string): InvalidArgumentError =>
  new InvalidArgumentError(
    `${path} is damaged: ${why}. Delete it, and the next pull reads again what the domain still retains`,
  );
