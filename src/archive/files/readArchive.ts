import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { ArchivedHistory } from './ArchivedHistory.js';
import { decode, growingExtension, packedExtension } from './fileNames.js';
import { linesOf } from './linesOf.js';

/** A line of an archive, not parsed yet. */
export interface ArchivedLine {
  /** Path of the file. */
  readonly file: string;
  /** Number of the line, from 1 on. */
  readonly line: number;
  readonly text: string;
}

/** A file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly domain: string;
  /** Day in UTC, or `open`. */
  readonly day: string;
  /** Type, such as `Order@1`. */
  readonly type: string;
}

/** Lists the files of an archive, by domain, day and type. A file that was packed counts, not its former lines. */
export async function listFiles(archive: string): Promise<readonly ArchiveFile[]> {
  const paths = await readdir(archive, { recursive: true }).catch((cause: unknown) => {
    throw new InvalidArgumentError(`Cannot read the archive ${archive}: ${messageOf(cause)}`, { cause });
  });
  const stems = new Map<string, string>();
  for (const path of paths.sort()) {
    for (const extension of [growingExtension, packedExtension])
      if (path.endsWith(extension)) stems.set(path.slice(0, -extension.length), path);
  }
  return [...stems].map(([stem, path]) => ({
    path: join(archive, path),
    domain: decode(basename(dirname(dirname(stem)))),
    day: basename(dirname(stem)),
    type: decode(basename(stem)),
  }));
}

/** Reads the lines of a file one by one. The last one may be damaged, if a pull was killed; it is left out. */
export async function* readFile(path: string): AsyncGenerator<ArchivedLine> {
  let line = 0;
  for await (const { text, isWhole } of linesOf(path)) {
    line += 1;
    if (isWhole) yield { file: path, line, text };
  }
}

/**
 * Parses a line.
 *
 * @throws `InvalidArgumentError` that names the file and the line
 */
export function parseLine({ file, line, text }: ArchivedLine): ArchivedHistory {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidArgumentError(`Line ${line} of ${file} is damaged: ${messageOf(cause)}`, { cause });
  }
}
