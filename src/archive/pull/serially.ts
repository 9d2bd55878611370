import { resolve } from 'node:path';

/** The last work on each folder. */
const last = new Map<string, Promise<unknown>>();

/**
 * Begins work on the files of a folder when all work that was begun before has ended. A file operation can't be
 * stopped, so it goes on after its pull was unsubscribed from, and the next pull must not overtake it.
 */
export function serially<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const key = resolve(folder);
  const before = last.get(key) ?? Promise.resolve();
  const result = before.then(work, work);
  const settled = result.finally(() => {
    if (last.get(key) === settled) last.delete(key);
  });
  // The caller observes the failure.
  settled.catch(() => undefined);
  last.set(key, settled);
  return result;
}
