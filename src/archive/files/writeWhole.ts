import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { temporaryExtension } from './fileNames.js';

/** Writes a file that is either whole or not there, even after a crash of the machine. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(path + temporaryExtension, text);
  await finish(path);
}

/** Writes the content of a file, changed by a transform, to a file that is either whole or not there. */
export async function transformWhole(from: string, transform: Duplex, path: string): Promise<void> {
  await pipeline(createReadStream(from), transform, createWriteStream(path + temporaryExtension));
  await finish(path);
}

async function finish(path: string): Promise<void> {
  const file = await open(path + temporaryExtension, 'r+');
  await file.sync().finally(() => file.close());
  await rename(path + temporaryExtension, path);
}
