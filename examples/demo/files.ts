import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Cursor, Listing, ListRequest, Measure } from './types.js';

const page = { files: 150, characters: 20_000 };
const newline = 10;

/** Lists the next files of the folders, in order, as many as fit in a payload. */
export async function listFiles({ folders, after }: ListRequest): Promise<Listing> {
  const files: string[] = [];
  let characters = 0;
  let last: Cursor | undefined;
  for (let folder = after?.folder ?? 0; folder < folders.length; folder += 1) {
    for await (const file of walk(folders[folder] ?? '.')) {
      if (after?.folder === folder && order(file, after.file) <= 0) continue;
      if (files.length === page.files || characters + file.length > page.characters)
        return { files, next: last };
      files.push(file);
      characters += JSON.stringify(file).length;
      last = { folder, file };
    }
  }
  return { files };
}

/**
 * Yields all files below a folder, sorted. Unlistable entries count as files: reading them reports the error.
 */
async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder).catch(() => undefined);
  if (entries === undefined) return yield folder;
  for (const entry of entries.sort(compare)) {
    const path = join(folder, entry);
    const isFolder = await stat(path).then(
      found => found.isDirectory(),
      () => false,
    );
    if (isFolder) yield* walk(path);
    else yield path;
  }
}

/** Compares two files in the order of the walk: folder by folder, name by name. */
function order(left: string, right: string): number {
  const [lefts, rights] = [left.split(sep), right.split(sep)];
  const at = lefts.findIndex((name, index) => name !== rights[index]);
  return at < 0 ? lefts.length - rights.length : compare(lefts[at] ?? '', rights[at] ?? '');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Hashes, counts and compresses a file of any size in a single pass. */
export async function measureFile(file: string, signal: AbortSignal): Promise<Measure> {
  const hash = createHash('sha256');
  let [bytes, lines, gzipped] = [0, 0, 0];
  await pipeline(
    createReadStream(file),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        for (const byte of chunk) if (byte === newline) lines += 1;
        yield chunk;
      }
    },
    createGzip(),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) gzipped += chunk.length;
    },
    { signal },
  );
  return { bytes, lines, gzipped, sha256: hash.digest('hex') };
}
