import {
  contentKey,
  DamagedPayloadError,
  Domain,
  offload,
  type PayloadStore,
  PayloadStoreError,
  WorkflowExecutionQuerySet,
} from 'rx-swf';
import { s3Store } from 'rx-swf/s3';
import { from, lastValueFrom } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';
import { FakeS3, refusals } from './FakeS3.js';

const put = (store: PayloadStore, payload: string) => lastValueFrom(from(store.put(payload)));
const get = (store: PayloadStore, key: string) => lastValueFrom(from(store.get(key)));

function bucket() {
  const s3 = new FakeS3();
  return { s3, store: s3Store({ client: s3.client, bucket: 'payloads', prefix: 'swf/' }) };
}

/** An execution in a domain that offloads to S3. */
async function album(s3: FakeS3) {
  const { client, type } = await DomainHarness.open();
  const store = s3Store({ client: s3.client, bucket: 'payloads' });
  const dataConverter = offload(store, { cache: 0, backoff: { initial: 1 } });
  const domain = new Domain({ name: 'media', client, dataConverter });
  await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
  return lastValueFrom(new WorkflowExecutionQuerySet(domain).get('album-7'));
}

const long = 'ü'.repeat(40_000);

describe('s3Store', () => {
  it.each([
    ['client', { bucket: 'payloads' }],
    ['client', { client: { region: 'eu-west-1' }, bucket: 'payloads' }],
    ['bucket', { client: new FakeS3().client }],
    ['bucket', { client: new FakeS3().client, bucket: '' }],
    ['prefix', { client: new FakeS3().client, bucket: 'payloads', prefix: 5 }],
  ])('names the invalid option %s', (name, options) => {
    expect(() => Reflect.apply(s3Store, undefined, [options])).toThrow(`${name} of s3Store() must be`);
  });

  it('keeps one object per payload, under the prefix', async () => {
    const { s3, store } = bucket();
    const key = await put(store, '"Grüße"');
    expect(key).toBe(await contentKey('"Grüße"'));
    expect([...s3.objects]).toEqual([[`/payloads/swf/${key}`, '"Grüße"']]);
    expect(await get(store, key)).toBe('"Grüße"');
    expect(s3.requests[0]?.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
  });

  it('rewrites an object, so that its age starts over', async () => {
    const { s3, store } = bucket();
    await put(store, 'again');
    await put(store, 'again');
    expect(s3.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
    expect(s3.objects.size).toBe(1);
  });

  it('returns undefined for a payload that was never stored, and requests no foreign keys', async () => {
    const { s3, store } = bucket();
    expect(await get(store, await contentKey('nothing'))).toBeUndefined();
    expect(await get(store, '../other/secret')).toBeUndefined();
    expect(s3.requests).toHaveLength(1);
  });

  it.each([
    ['a changed character', (text: string) => text.replace('ü', 'u')],
    ['a lost end', (text: string) => text.slice(0, 5)],
    ['nothing in it', () => ''],
    ['another payload in its place', () => '"other"'],
  ])('does not return an object with %s', async (_, damage) => {
    const { s3, store } = bucket();
    const key = await put(store, '"Grüße"');
    s3.objects.set(`/payloads/swf/${key}`, damage('"Grüße"'));
    await expect(get(store, key)).rejects.toBeInstanceOf(DamagedPayloadError);
    await expect(get(store, key)).rejects.toMatchObject({ resource: key, transient: false });
  });

  it('returns payloads that begin with a byte order mark', async () => {
    const { store } = bucket();
    expect(await get(store, await put(store, '\uFEFF"x"'))).toBe('\uFEFF"x"');
  });

  it('aborts the request when it is unsubscribed from', async () => {
    const { s3, store } = bucket();
    s3.faults.push(new Promise<never>(() => {}));
    const call = from(store.get(await contentKey('p'))).subscribe();
    await vi.waitUntil(() => s3.requests.length === 1);
    call.unsubscribe();
    expect(s3.aborted).toBe(1);
  });

  it('serves a domain in spite of transient errors', async () => {
    const s3 = new FakeS3();
    const execution = await album(s3);
    s3.faults.push(refusals.slowDown, refusals.internal);
    await lastValueFrom(execution.signal('s', long));
    s3.faults.push(refusals.slowDown, 'cut');
    expect((await lastValueFrom(execution.history())).signals.last?.input).toBe(long);
    expect(s3.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PUT', 'GET', 'GET', 'GET']);
  });

  it.each([
    ['forbidden', 'AccessDenied'],
    ['noBucket', 'NoSuchBucket'],
  ] as const)('errors immediately with permanent errors: %s', async (fault, kind) => {
    const s3 = new FakeS3();
    const execution = await album(s3);
    s3.faults.push(refusals[fault]);
    const stored = await lastValueFrom(execution.signal('s', long)).catch(error => error);
    expect(stored).toBeInstanceOf(PayloadStoreError);
    expect(stored).toMatchObject({ kind, transient: false });
    await lastValueFrom(execution.signal('s', long));
    s3.faults.push(refusals[fault]);
    const key = await contentKey(JSON.stringify(long));
    await expect(lastValueFrom(execution.history())).rejects.toMatchObject({ kind, resource: key });
  });

  it('distinguishes a deleted payload from a forbidden one', async () => {
    const s3 = new FakeS3();
    const execution = await album(s3);
    await lastValueFrom(execution.signal('s', long));
    s3.objects.clear();
    const { signals } = await lastValueFrom(execution.history());
    expect(() => signals.last?.input).toThrow(expect.objectContaining({ kind: 'MissingPayload' }));
  });
});
