import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from './manifest.js';
import { verifyTable } from './table.js';

/**
 * Verifies the files of a LevelDB database before it is opened. Resolves to a description of the damage, or
 * to `undefined` if there is none or the folder has no database. LevelDB itself would start an empty database
 * in a folder that has lost its index, ignore a missing log, and might crash the process on a corrupt table.
 */
export async function findDamage(folder: string): Promise<string | undefined> {
  const found = await look(folder);
  if (found === undefined) return undefined;
  // Another process may have the folder open and change its files. Only real damage is found twice.
  return found === (await look(folder)) ? found : findDamage(folder);
}

async function look(folder: string): Promise<string | undefined> {
  const files = new Set(await readdir(folder));
  if (!files.has('CURRENT')) {
    return [...files].some(file => /\.(ldb|log)$/.test(file)) ? 'the file CURRENT is missing' : undefined;
  }
  const current = (await readFile(join(folder, 'CURRENT'), 'latin1')).trimEnd();
  if (!/^MANIFEST-\d+$/.test(current)) return 'the file CURRENT has changed';
  if (!files.has(current)) return `the file ${current} is missing`;
  const live = await check(folder, current, readManifest);
  if (typeof live === 'string') return live;
  const log = nameOf(live.log, 'log');
  if (live.log > 0 && !files.has(log)) return `the file ${log} is missing`;
  for (const number of live.tables) {
    const name = [nameOf(number, 'ldb'), nameOf(number, 'sst')].find(file => files.has(file));
    if (name === undefined) return `the file ${nameOf(number, 'ldb')} is missing`;
    const problem = await check(folder, name, verifyTable);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const nameOf = (number: number, extension: string) => `${String(number).padStart(6, '0')}.${extension}`;

async function check<T>(folder: string, file: string, read: (bytes: Buffer) => T): Promise<T | string> {
  try {
    return read(await readFile(join(folder, file)));
  } catch (error) {
    if (error instanceof RangeError) return `the file ${file} has changed: ${error.message}`;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return `the file ${file} is missing`;
    throw error;
  }
}
