import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { ArchivedHistory } from './ArchivedHistory.js';
import { growingExtension, packedExtension, temporaryExtension, toFileName } from './fileNames.js';
import { linesOf } from './linesOf.js';

/** A line of an archive, not parsed yet. */
export interface ArchivedLine {
  /** Path of the file. */
  readonly file: string;
  /** Number of the line, from 1 on. */
  readonly line: number;
  readonly text: string;
}

/** Selection of archived histories. */
export interface ArchiveFilter {
  /** Name of a domain. @defaultValue all domains */
  readonly domain?: string;
  /** Type, such as `Order@1`. @defaultValue all types */
  readonly type?: string;
}

/** Lists the paths of the files of an archive, by domain, day and type. Where a crash left a file twice, one counts. */
export async function listFiles(
  archive: string,
  { domain, type }: ArchiveFilter = {},
): Promise<readonly string[]> {
  const names = await readdir(archive, { recursive: true }).catch((cause: unknown) => {
    throw new InvalidArgumentError(`Cannot read the archive ${archive}: ${messageOf(cause)}`, { cause });
  });
  const paths = new Map<string, string>();
  for (const name of names.sort()) {
    const extension = [growingExtension, packedExtension].find(one => name.endsWith(one));
    if (extension === undefined || dirname(name).endsWith(temporaryExtension)) continue;
    const stem = name.slice(0, -extension.length);
    const isWanted =
      (domain === undefined || basename(dirname(dirname(stem))) === toFileName(domain)) &&
      (type === undefined || basename(stem) === toFileName(type));
    if (isWanted) paths.set(stem, join(archive, name));
  }
  return [...paths.values()];
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
