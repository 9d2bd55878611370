import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkContent, contentKey, isContentKey, type PayloadStore } from '../payloads/index.js';
import { describeType, InvalidArgumentError, messageOf, PayloadStoreError } from '../requests/index.js';
import { syncFolder } from './syncFolder.js';

/** Error codes that may go away, with time or with the help of an administrator. */
const transient = new Set(['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'ESTALE', 'EINTR']);

/**
 * Creates a store in a folder. Each payload is a file named after its content, in one of 256 subfolders.
 * Writes are atomic, and the file is synced to disk before its key is returned. The content is checked on
 * load, with a `DamagedPayloadError` if it has changed. Any number of processes of the same user can use the
 * folder, on several hosts if it is shared; other users can't read it. The folder is created when the first
 * payload is stored. Nothing is ever deleted.
 *
 * @param path - path of the folder
 * @throws `InvalidArgumentError` if `path` is not a non-empty string
 * @example
 * ```ts
 * import { Domain, offload } from 'rx-swf';
 * import { folderStore } from 'rx-swf/folder';
 *
 * const media = new Domain({ name: 'media', dataConverter: offload(folderStore('/srv/payloads')) });
 * ```
 */
export function folderStore(path: string): PayloadStore {
  checkPath(path);
  const fileOf = (key: string) => join(path, key.slice(0, 2), key);
  return Object.freeze({
    async put(payload: string): Promise<string> {
      const key = await contentKey(payload);
      // Rewritten even if it exists, so that its age shows when it was last needed. Cleanup relies on that.
      await write(fileOf(key), payload).catch(failed(`Cannot store a payload in ${path}`, key));
      return key;
    },
    async get(key: string): Promise<string | undefined> {
      if (!isContentKey(key)) return undefined;
      const payload = await read(fileOf(key)).catch(
        failed(`Cannot load the payload ${key} from ${path}`, key),
      );
      return payload === undefined ? undefined : checkContent(key, payload, path);
    },
  });
}

function checkPath(path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  const given = path === '' ? 'an empty string' : describeType(path);
  throw new InvalidArgumentError(`path of folderStore() must be a non-empty string, got ${given}`, {
    resource: 'path',
  });
}

async function write(file: string, payload: string): Promise<void> {
  const folder = dirname(file);
  const isNew = (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(payload);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
  if (isNew) await syncFolder(dirname(folder));
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function failed(message: string, resource: string): (error: unknown) => never {
  return error => {
    const kind = codeOf(error);
    throw new PayloadStoreError(`${message}: ${messageOf(error)}`, {
      cause: error,
      resource,
      transient: kind !== undefined && transient.has(kind),
      ...(kind === undefined ? {} : { kind }),
    });
  };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
