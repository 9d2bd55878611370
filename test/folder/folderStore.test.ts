import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  contentKey,
  DamagedPayloadError,
  Domain,
  InvalidArgumentError,
  offload,
  type PayloadStore,
  PayloadStoreError,
  WorkflowExecutionQuerySet,
} from 'rx-swf';
import { folderStore } from 'rx-swf/folder';
import { from, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ChildProgram } from '../harness/ChildProgram.js';
import { DomainHarness } from '../harness/DomainHarness.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const startPut = (...args: readonly string[]) =>
  ChildProgram.ofSource(new URL('./put.ts', import.meta.url), ...args);
const put = (store: PayloadStore, payload: string) => lastValueFrom(from(store.put(payload)));
const get = (store: PayloadStore, key: string) => lastValueFrom(from(store.get(key)));
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? entry.name : [],
  );

describe('folderStore', () => {
  it('creates the folder with the first payload, and one file per payload', async () => {
    const path = join(temporaryFolder(), 'swf', 'payloads');
    const store = folderStore(path);
    const key = await put(store, '"Grüße"');
    expect(key).toBe(await contentKey('"Grüße"'));
    expect(readFileSync(join(path, key.slice(0, 2), key), 'utf8')).toBe('"Grüße"');
    expect(await get(folderStore(path), key)).toBe('"Grüße"');
  });

  it.each([[undefined], [''], [{ path: '/srv/payloads' }], [new URL('file:///srv/payloads')]])(
    'refuses %s as its path',
    path => {
      expect(() => Reflect.apply(folderStore, undefined, [path])).toThrow(InvalidArgumentError);
      expect(() => Reflect.apply(folderStore, undefined, [path])).toThrow('must be a non-empty string');
    },
  );

  it('keeps one file for a payload that is stored twice, and resets its age', async () => {
    const path = temporaryFolder();
    const store = folderStore(path);
    const key = await put(store, 'again');
    const file = join(path, key.slice(0, 2), key);
    utimesSync(file, 0, 0);
    expect(await put(store, 'again')).toBe(key);
    expect(filesOf(path)).toEqual([key]);
    expect(statSync(file).mtimeMs).toBeGreaterThan(0);
  });

  it('is readable by its owner only', async () => {
    const path = join(temporaryFolder(), 'swf', 'payloads');
    const key = await put(folderStore(path), 'mine');
    const modes = [path, join(path, key.slice(0, 2)), join(path, key.slice(0, 2), key)].map(
      file => statSync(file).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o600]);
  });

  it.each([
    ['a changed digit', (text: string) => text.replace('100', '900')],
    ['a lost end', (text: string) => text.slice(0, -1)],
    ['nothing in it', () => ''],
    ['another payload in its place', () => '{"amount":1}'],
    ['a byte that is no UTF-8', (text: string) => Buffer.concat([Buffer.from(text), Buffer.from([0xff])])],
  ])('does not return a payload with %s', async (_, damage) => {
    const path = temporaryFolder();
    const store = folderStore(path);
    const payload = '{"amount":100,"to":"Grüße"}';
    const key = await put(store, payload);
    const file = join(path, key.slice(0, 2), key);
    writeFileSync(file, damage(payload));
    const error = await get(store, key).catch(error => error);
    expect(error).toBeInstanceOf(DamagedPayloadError);
    expect(error).toBeInstanceOf(PayloadStoreError);
    expect(error).toMatchObject({ kind: 'DamagedPayload', resource: key, transient: false });
    expect(error.message).toContain(`The payload ${key} in ${path} is damaged`);
    // Storing it again repairs it.
    await put(store, payload);
    expect(await get(store, key)).toBe(payload);
  });

  it('returns payloads that begin with a byte order mark, and empty ones', async () => {
    const store = folderStore(temporaryFolder());
    for (const payload of ['\uFEFF"x"', ''])
      expect(await get(store, await put(store, payload))).toBe(payload);
  });

  it('can be used by several processes at once, even for the same payloads', async () => {
    const path = temporaryFolder();
    const putters = await Promise.all([startPut(path, 'abc', '20'), startPut(path, 'abc', '20')]);
    await Promise.all(putters.map(putter => putter.line()));
    const [one = '', other] = await Promise.all(putters.map(putter => putter.ask('go')));
    expect(one).toBe(other);
    expect(filesOf(path)).toEqual([one]);
    expect(await get(folderStore(path), one)).toBe('abc'.repeat(50_000));
  });

  it('returns undefined for a payload that was never stored, and never looks outside its folder', async () => {
    const path = temporaryFolder();
    const store = folderStore(join(path, 'payloads'));
    writeFileSync(join(path, 'secret'), 'secret');
    await put(store, 'something');
    expect(await get(store, await contentKey('nothing'))).toBeUndefined();
    expect(await get(store, '../secret')).toBeUndefined();
    expect(await get(folderStore(join(path, 'nowhere')), await contentKey('nothing'))).toBeUndefined();
  });

  it('reports what is wrong with the folder, and leaves no partial file', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'file'), '');
    const store = folderStore(join(path, 'file'));
    const error = await put(store, 'p').catch(error => error);
    expect(error).toBeInstanceOf(PayloadStoreError);
    expect(error).toMatchObject({ kind: 'ENOTDIR', transient: false, resource: await contentKey('p') });
    expect(error.message).toContain(`Cannot store a payload in ${join(path, 'file')}: ENOTDIR`);

    const key = await contentKey('q');
    mkdirSync(join(path, key.slice(0, 2), key), { recursive: true });
    await expect(put(folderStore(path), 'q')).rejects.toThrow(PayloadStoreError);
    await expect(get(folderStore(path), key)).rejects.toMatchObject({ kind: 'EISDIR', transient: false });
    expect(filesOf(path)).toEqual(['file']);
  });

  it('errors without permission to write', async () => {
    const path = temporaryFolder();
    chmodSync(path, 0o555);
    // Root may write anywhere: then somebody else tries.
    const nobody = process.getuid?.() === 0 ? ['65534'] : [];
    const putter = await startPut(path, 'abc', '1', ...nobody);
    await putter.line();
    expect(await putter.ask('go')).toMatch(/^PayloadStoreError: Cannot store a payload in .*: EACCES/);
  });

  it('stores and loads the payloads of a domain', async () => {
    const { client, type } = await DomainHarness.open();
    const dataConverter = offload(folderStore(temporaryFolder()), { cache: 0 });
    const domain = new Domain({ name: 'media', client, dataConverter });
    await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    const album = await lastValueFrom(new WorkflowExecutionQuerySet(domain).get('album-7'));
    await lastValueFrom(album.signal('s', 'x'.repeat(100_000)));
    expect((await lastValueFrom(album.history())).signals.last?.input).toBe('x'.repeat(100_000));
  });
});
