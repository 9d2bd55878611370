import { chmodSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ClassicLevel } from 'classic-level';
import { toError } from '../api/toError.js';
import { ClosingMark } from './ClosingMark.js';
import { DataFolderError } from './DataFolderError.js';
import { findDamage } from './leveldb/findDamage.js';
import { loadLevel } from './loadLevel.js';

/** A write of one key, which deletes it if the value is undefined. */
export type Write = readonly [key: string, value: string | undefined];

/** Key-value store with ordered keys and atomic batches of writes. */
export interface Database {
  get(key: string): Promise<string | undefined>;
  /** Yields all rows from one key up to, but not including, another, in pages. */
  pages(from: string, to: string): AsyncIterable<readonly (readonly [key: string, value: string])[]>;
  /** Writes all or nothing, and resolves when it is on disk. */
  write(writes: readonly Write[]): Promise<void>;
  close(): Promise<void>;
  /** Record of what the folder held when it was closed. */
  readonly closing: ClosingMark;
}

const pageSize = 2000;
/** Bytes of a page, after which it ends early. LevelDB's default would end it after some forty rows. */
const pageBytes = 2 * 1024 * 1024;

/** Folders that this process has open. LevelDB's file lock only keeps out other processes. */
const open = new Set<string>();

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Converts an error of the store to a `DataFolderError`. */
export function toDataFolderError(folder: string, error: unknown): DataFolderError {
  if (error instanceof DataFolderError) return error;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const { message } = toError(cause);
  switch (codeOf(cause)) {
    case 'LEVEL_LOCKED':
      return locked(folder, cause);
    case 'LEVEL_CORRUPTION':
      return damaged(folder, message, cause);
    default:
      return new DataFolderError('FAILED', folder, `cannot be read or written: ${message}`, cause);
  }
}

function locked(folder: string, cause?: unknown): DataFolderError {
  const advice = 'Close that one, or use another folder.';
  return new DataFolderError('LOCKED', folder, `is in use by another LocalSwf. ${advice}`, cause);
}

export function damaged(folder: string, what: string, cause?: unknown): DataFolderError {
  const advice = 'Restore it from a backup, or start with an empty folder.';
  return new DataFolderError('DAMAGED', folder, `is damaged: ${what}. ${advice}`, cause);
}

const ownFile = /^(CLOSED|CURRENT|LOCK|LOG(\.old)?|MANIFEST-\d+|\d+\.(ldb|sst|log))$/;

/**
 * Makes a folder readable only by its owner. LevelDB creates files with the process's default permissions, so
 * the folder itself has to keep others out.
 */
function keepPrivate(folder: string): void {
  try {
    const files = readdirSync(folder);
    const own = files.filter(file => ownFile.test(file));
    // A folder that is also used for other files keeps its permissions.
    if (own.length === files.length) chmodSync(folder, 0o700);
    for (const file of own) chmodSync(join(folder, file), 0o600);
  } catch {
    // Another user's folder, or a file system without owners: its permissions are left as they are.
  }
}

/** Opens the LevelDB database in a folder, creating it if necessary, for the exclusive use of one service. */
export async function openDatabase(folder: string): Promise<Database> {
  const Level = await loadLevel(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = realpathSync(folder);
  if (open.has(path)) throw locked(folder);
  open.add(path);
  try {
    const level = await openLevel(folder, path, Level);
    keepPrivate(path);
    return toDatabase(path, level);
  } catch (error) {
    open.delete(path);
    throw error;
  }
}

async function openLevel(folder: string, path: string, Level: typeof ClassicLevel): Promise<ClassicLevel> {
  const damage = await findDamage(path);
  if (damage !== undefined) throw damaged(folder, damage);
  // The constructor already starts to open the database.
  const level = new Level(path);
  await level.open();
  return level;
}

function toDatabase(path: string, level: ClassicLevel): Database {
  return {
    get: key => level.get(key),
    async *pages(from, to) {
      const rows = level.iterator({ gte: from, lt: to, highWaterMarkBytes: pageBytes });
      try {
        // The next page is read by another thread while the caller works on this one.
        for (let next = rows.nextv(pageSize); ; ) {
          const page = await next;
          if (page.length === 0) return;
          next = rows.nextv(pageSize);
          // An error is thrown when its page is needed, and not at all if the caller stops before.
          next.catch(() => {});
          yield page;
        }
      } finally {
        await rows.close();
      }
    },
    write(writes) {
      // A chained batch takes a quarter of the CPU time of an array of operations.
      const batch = level.batch();
      for (const [key, value] of writes) {
        if (value === undefined) batch.del(key);
        else batch.put(key, value);
      }
      return batch.write({ sync: true });
    },
    async close() {
      await level.close().finally(() => open.delete(path));
      keepPrivate(path);
    },
    closing: new ClosingMark(path),
  };
}
