import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkContent, contentKey, isContentKey, type PayloadStore } from '../payloads/index.js';
import { InvalidArgumentError, kindOf, messageOf, PayloadStoreError } from '../requests/index.js';
import { syncFolder } from './syncFolder.js';

/** What time, or somebody who looks after the machine, may mend. */
const transient = new Set(['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'ENOSPC', 'EDQUOT', 'ESTALE', 'EINTR']);

/**
 * A store in a folder, which is made when the first payload is stored: a file for each payload, named after its
 * content, in 256 sub-folders. A file appears whole or not at all, and is on the disk before its key is told. Its
 * content is checked when it is loaded: a `DamagedPayloadError` if it has changed. Any number of processes of one user may
 * use the folder, on several hosts if it is a shared one; other users cannot read it. Nothing is ever deleted.
 *
 * @param path - the folder
 * @throws `InvalidArgumentError` for what is not a path
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
      // Written again if it is there already: so its age says when it was last needed, for whoever cleans up.
      await write(fileOf(key), payload).catch(failed(`A payload cannot be stored in ${path}`, key));
      return key;
    },
    async get(key: string): Promise<string | undefined> {
      if (!isContentKey(key)) return undefined;
      const payload = await read(fileOf(key)).catch(
        failed(`The payload ${key} cannot be loaded from ${path}`, key),
      );
      return payload === undefined ? undefined : checkContent(key, payload, path);
    },
  });
}

function checkPath(path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  const given = path === '' ? 'an empty string' : kindOf(path);
  throw new InvalidArgumentError(
    `The path of folderStore() must be that of a folder, a string, got ${given}`,
    {
      resource: 'path',
    },
  );
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
