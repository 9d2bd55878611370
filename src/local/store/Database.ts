import { mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { toError } from '../toError.js';
import { DataError } from './DataError.js';
import { loadLevel } from './loadLevel.js';

/** A row to be put in the place of its key, or with undefined taken away. */
export type Write = readonly [key: string, value: string | undefined];

/** What is asked of the store under the data: keys in order, and several writes as one. */
export interface Database {
  get(key: string): Promise<string | undefined>;
  /** Everything from one key to before another, some rows at a time. */
  pages(from: string, to: string): AsyncIterable<readonly (readonly [key: string, value: string])[]>;
  /** All writes or none, on disk when it resolves. */
  write(writes: readonly Write[]): Promise<void>;
  close(): Promise<void>;
}

const pageSize = 1000;

/** What this process has open. The file lock of LevelDB only keeps out other processes. */
const open = new Set<string>();

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** The error of a store by our names. */
export function toDataError(folder: string, error: unknown): DataError {
  if (error instanceof DataError) return error;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const { message } = toError(cause);
  switch (codeOf(cause)) {
    case 'LEVEL_LOCKED':
      return locked(folder, cause);
    case 'LEVEL_CORRUPTION':
      return damaged(folder, message, cause);
    default:
      return new DataError('FAILED', folder, `cannot be read or written: ${message}`, cause);
  }
}

function locked(folder: string, cause?: unknown): DataError {
  const advice = 'close that one, or give this one a folder of its own';
  return new DataError('LOCKED', folder, `is in use by another LocalSwf: ${advice}`, cause);
}

export function damaged(folder: string, what: string, cause?: unknown): DataError {
  const advice = 'restore it from a copy, or begin with an empty folder';
  return new DataError('DAMAGED', folder, `is damaged (${what}): ${advice}`, cause);
}

/** LevelDB would begin anew over the rows of a folder that has lost its index. */
function refuseHeadless(folder: string): void {
  const files = readdirSync(folder);
  if (!files.includes('CURRENT') && files.some(file => /\.(ldb|log)$/.test(file))) {
    throw damaged(folder, 'the file CURRENT is missing');
  }
}

/** Opens the LevelDB in a folder, which is made if it is not there, for this process alone. */
export async function openDatabase(folder: string): Promise<Database> {
  const ClassicLevel = await loadLevel(folder);
  mkdirSync(folder, { recursive: true });
  const path = realpathSync(folder);
  if (open.has(path)) throw locked(folder);
  refuseHeadless(path);
  open.add(path);
  const level = new ClassicLevel(path);
  try {
    await level.open();
  } catch (error) {
    open.delete(path);
    throw error;
  }
  return {
    get: key => level.get(key),
    async *pages(from, to) {
      const rows = level.iterator({ gte: from, lt: to });
      for (;;) {
        const page = await rows.nextv(pageSize);
        if (page.length === 0) return rows.close();
        yield page;
      }
    },
    write: writes => level.batch(writes.map(toOperation), { sync: true }),
    async close() {
      await level.close().finally(() => open.delete(path));
    },
  };
}

function toOperation([key, value]: Write) {
  return value === undefined ? ({ type: 'del', key } as const) : ({ type: 'put', key, value } as const);
}
