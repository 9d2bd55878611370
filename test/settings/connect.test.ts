import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { CountPendingDecisionTasksCommand, PollForActivityTaskCommand, SWFClient } from '@aws-sdk/client-swf';
import { firstValueFrom, VirtualTimeScheduler } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isTransient, longPollTimeout, request } from '../../src/requests/index.js';
import { configOf } from '../../src/settings/connect.js';
import { connect, settings } from '../../src/settings/index.js';

const list = { domain: 'media', taskList: { name: 'thumbnails' } };
let server: Server;
let arrived: {
  operation: string;
  answer: (body: object) => void;
  begin: (part: string) => void;
  closed: Promise<unknown>;
}[];
let onArrival: () => void;

beforeEach(async () => {
  arrived = [];
  onArrival = () => {};
  server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    incoming.resume().on('end', () => {
      const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
      arrived.push({
        operation,
        answer: body => response.end(JSON.stringify(body)),
        begin: part => response.write(part),
        closed: once(response, 'close'),
      });
      onArrival();
    });
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  vi.stubEnv('HOME', '/dev/null');
  settings.clear();
  const { port } = server.address() as AddressInfo;
  settings.set({ region: 'eu-west-1', accessKeyId: 'AKIATEST', secretAccessKey: 'hush-secret' });
  settings.set({ endpoint: `http://127.0.0.1:${port}` });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  settings.clear();
  server.closeAllConnections();
  await new Promise(closed => server.close(closed));
});

/** Resolves when so many requests wait for their answers. */
const arrivals = (count: number) =>
  new Promise<void>(resolve => {
    onArrival = () => arrived.length >= count && resolve();
    onArrival();
  });

/** A client like that of `connect()` but for its limits, that tries once. */
function limitedTo(requestTimeout: number, socketTimeout: number = longPollTimeout): SWFClient {
  const config = configOf(settings.get());
  const requestHandler = { ...config.requestHandler, requestTimeout, socketTimeout };
  return new SWFClient({ ...config, requestHandler, maxAttempts: 1 });
}

describe('the time limit of a call', () => {
  it("is that of the poll if it sets one, however short the client's is", async () => {
    const client = limitedTo(30);
    const poll = firstValueFrom(
      request(client, PollForActivityTaskCommand, list, { requestTimeout: longPollTimeout }),
    );
    await arrivals(1);
    // The ordinary call starts after the poll and is given up first: the poll has outlived the client's limit.
    const ordinary = firstValueFrom(request(client, CountPendingDecisionTasksCommand, list));
    await expect(ordinary).rejects.toSatisfy(isTransient);
    arrived[0]?.answer({ taskToken: 'token', startedEventId: 0 });
    expect(await poll).toMatchObject({ taskToken: 'token' });
  });

  it('ends the call with an error rather than a warning', async () => {
    const client = limitedTo(60_000);
    const call = request(client, CountPendingDecisionTasksCommand, list, { requestTimeout: 20 });
    await expect(firstValueFrom(call)).rejects.toMatchObject({ kind: 'TimeoutError' });
  });

  it('applies to a response that stalls, but does not cut off polls', async () => {
    expect(configOf(settings.get()).requestHandler).toMatchObject({ socketTimeout: longPollTimeout });
    const call = firstValueFrom(request(limitedTo(60_000, 30), CountPendingDecisionTasksCommand, list));
    const failed = expect(call).rejects.toSatisfy(isTransient);
    await arrivals(1);
    arrived[0]?.begin('{"count":');
    await failed;
  });

  it.each([
    ['stops in the middle', '{"startedEventId":'],
    ['does not come', ''],
  ])('is five minutes for a response that %s if the client sets none', async (_, part) => {
    const client = new SWFClient({ ...configOf(settings.get()), requestHandler: {} });
    onTestFinished(() => client.destroy());
    const scheduler = new VirtualTimeScheduler();
    const poll = firstValueFrom(request(client, PollForActivityTaskCommand, list, { scheduler }));
    const failed = expect(poll).rejects.toMatchObject({
      message: 'SWF did not respond within 300 s',
      kind: 'TimeoutError',
      transient: true,
      inDoubt: true,
    });
    await arrivals(1);
    arrived[0]?.begin(part);
    scheduler.flush();
    await failed;
    expect(scheduler.now()).toBe(300_000);
    await arrived[0]?.closed;
  });
});

describe('the sockets of a client', () => {
  it('let a call through while 60 polls wait', async () => {
    const client = connect();
    const polls = Array.from({ length: 60 }, () =>
      firstValueFrom(request(client, PollForActivityTaskCommand, list, { requestTimeout: longPollTimeout })),
    );
    await arrivals(60);
    const call = firstValueFrom(request(client, CountPendingDecisionTasksCommand, list));
    await arrivals(61);
    expect(arrived[60]?.operation).toBe('CountPendingDecisionTasks');
    for (const { answer } of arrived) answer({ count: 7, startedEventId: 0 });
    expect(await call).toMatchObject({ count: 7 });
    await Promise.all(polls);
  });
});

describe('a client', () => {
  it('keeps working after the settings change', async () => {
    const earlier = connect();
    settings.set({ region: 'eu-west-2' });
    expect(connect()).not.toBe(earlier);
    const call = firstValueFrom(request(earlier, CountPendingDecisionTasksCommand, list));
    await arrivals(1);
    arrived[0]?.answer({ count: 7 });
    expect(await call).toMatchObject({ count: 7 });
    expect(await earlier.config.region()).toBe('eu-west-1');
  });

  it('is replaced after reload(), and reused for empty overrides', () => {
    const earlier = connect();
    expect(connect({})).toBe(earlier);
    expect(connect({ region: undefined })).toBe(earlier);
    settings.reload();
    expect(connect()).not.toBe(earlier);
  });

  it('given to set() is used for empty overrides, and bypassed for all others', async () => {
    const ready = connect();
    settings.set({ client: ready });
    expect(connect({})).toBe(ready);
    const other = connect({ region: 'eu-west-2' });
    expect(other).not.toBe(ready);
    expect(await other.config.credentials()).toMatchObject({ accessKeyId: 'AKIATEST' });
  });

  it('uses the credentials of overrides without the session token of the settings', async () => {
    settings.set({ sessionToken: 'hush-token' });
    const other = connect({ accessKeyId: 'OTHER', secretAccessKey: 'x' });
    const { accessKeyId, sessionToken } = await other.config.credentials();
    expect([accessKeyId, sessionToken]).toEqual(['OTHER', undefined]);
  });

  it("leaves unset region and credentials to the SDK's default provider chain", async () => {
    settings.clear();
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    const client = connect({ region: 'eu-west-1' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'FROMCHAIN');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'x');
    vi.stubEnv('AWS_PROFILE', undefined);
    expect(await client.config.credentials()).toMatchObject({ accessKeyId: 'FROMCHAIN' });
  });

  it('shows no secret', async () => {
    const client = connect();
    await client.config.credentials();
    expect(inspect(client, { depth: Infinity, showHidden: true })).not.toContain('hush');
  });
});
