import { InvalidArgumentError } from 'rx-swf';
import { type GatewayAction, type GatewayOptions, gateway } from 'rx-swf/gateway';
import type { FailureRecord } from 'rx-swf/remote';
import { NEVER, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const reads = {
  readDomain: '/v1',
  readTaskLists: '/v1/taskLists',
  readTypes: '/v1/types',
  readExecutions: '/v1/executions',
  readExecution: '/v1/executions/album-7',
  readHistory: '/v1/executions/album-7/history',
  readState: '/v1/executions/album-7/state',
  readProgress: '/v1/executions/album-7/progress',
  readResult: '/v1/executions/album-7/result',
  readTimeline: '/v1/executions/album-7/timeline',
  readWhy: '/v1/executions/album-7/why',
  readPending: '/v1/executions/album-7/pending',
  readSteps: '/v1/executions/album-7/steps',
};
const actions = {
  start: ['/v1/executions', { workflowType: { name: 'Album', version: '1' }, workflowId: 'album-9' }],
  signal: ['/v1/executions/album-7/signal', { signalName: 'add' }],
  cancel: ['/v1/executions/album-7/cancel', {}],
  terminate: ['/v1/executions/album-7/terminate', {}],
  rerun: ['/v1/executions/album-7/rerun', {}],
  redrive: ['/v1/executions/album-7/redrive', {}],
  bulk: ['/v1/bulk', { action: 'cancel', filter: { open: true } }],
} as const;
const names = [...Object.keys(reads), ...Object.keys(actions)];

/** Requests everything, and resolves to the names of what was not denied. */
async function permitted(options: Partial<GatewayOptions>): Promise<readonly string[]> {
  const web = await GatewayHarness.open(options);
  await web.swf.start();
  const responses = [
    ...Object.entries(reads).map(([name, path]) => ({ name, response: web.call(path) })),
    ...Object.entries(actions).map(([name, [path, body]]) => ({ name, response: web.post(path, body) })),
  ];
  const found: string[] = [];
  for (const { name, response } of responses) {
    const { status, body } = await response;
    await body?.cancel();
    if (status !== 401 && status !== 403) found.push(name);
  }
  return found;
}

describe('gateway() › authorize', () => {
  it('allows nothing by default, nor if it fails, never decides to allow, or answers anything but true', async () => {
    expect(await permitted({ authorize: () => false })).toEqual([]);
    expect(await permitted({ authorize: () => throwError(() => new Error('secret')) })).toEqual([]);
    expect(
      await permitted({
        authorize: () => {
          throw new Error('secret');
        },
      }),
    ).toEqual([]);
    expect(await permitted({ authorize: async () => JSON.parse('"yes"') })).toEqual([]);
    const { domain } = (await GatewayHarness.open()).swf;
    const response = await gateway({ domain })(new Request('http://localhost/v1/executions'));
    expect(response.status).toBe(401);
  });

  it('tells onError of its errors, which clients do not see', async () => {
    const errors: unknown[] = [];
    const web = await GatewayHarness.open({
      authorize: () => throwError(() => new Error('secret')),
      onError: (error, { url }) => errors.push(error, url),
    });
    expect(await (await web.call('/v1/executions')).text()).not.toContain('secret');
    expect(errors).toEqual([new Error('secret'), 'http://localhost/v1/executions']);
  });

  it.each(names)('allows %s alone, if it allows only that', async wanted => {
    expect(await permitted({ authorize: (_, { name }) => of(name === wanted) })).toEqual([wanted]);
  });

  it('is told what the request is about, and whether it only reads', async () => {
    const told: GatewayAction[] = [];
    const web = await GatewayHarness.open({
      authorize: (_, action) => {
        told.push(action);
        return false;
      },
    });
    await web.call('/v1/executions/a%20b/state?runId=r1');
    await web.post('/v1/executions/album-7/signal', { signalName: 'add' });
    await web.post('/v1/executions', { workflowType: { name: 'Album', version: '1' }, workflowId: 'a' });
    expect(told).toEqual([
      { name: 'readState', isRead: true, workflowId: 'a b', runId: 'r1' },
      { name: 'signal', isRead: false, workflowId: 'album-7', signalName: 'add' },
      { name: 'start', isRead: false, workflowId: 'a', workflowType: { name: 'Album', version: '1' } },
    ]);
  });

  it('denies a stranger with 401, and one that has sent credentials with 403', async () => {
    const web = await GatewayHarness.open({ authorize: async () => false });
    expect((await web.call('/v1/executions')).status).toBe(401);
    const known = await web.call('/v1/executions', { headers: { authorization: 'Bearer secret' } });
    expect(known.status).toBe(403);
    expect(await known.text()).not.toContain('secret');
  });

  it('keeps a request waiting as long as it does not decide', async () => {
    const web = await GatewayHarness.open({ authorize: () => NEVER });
    const response = web.call('/v1/executions').then(() => 'answered');
    expect(await Promise.race([response, web.call('/v1/nothing').then(() => 'waiting')])).toBe('waiting');
  });
});

describe('gateway() › pages of other origins', () => {
  const origin = 'https://ops.example.com';

  it('lets those of allowed origins read and act, after a preflight', async () => {
    const web = await GatewayHarness.open({ allowedOrigins: [origin] });
    const preflight = await web.call('/v1/executions/a/signal', { method: 'OPTIONS', headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      vary: 'Origin',
    });
    const failed = await web.call('/v1/executions/nobody', { headers: { origin } });
    expect([failed.status, failed.headers.get('access-control-allow-origin')]).toEqual([404, origin]);
  });

  it.each(['https://evil.example', 'null', 'https://ops.example.com.evil.example', 'http://ops.example.com'])(
    'refuses %s, also its preflight',
    async evil => {
      const web = await GatewayHarness.open({ allowedOrigins: [origin] });
      await web.swf.start();
      for (const method of ['GET', 'OPTIONS']) {
        const response = await web.call('/v1/executions', { method, headers: { origin: evil } });
        expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      }
      const forged = await web.post('/v1/executions/album-7/terminate', {}, { origin: evil });
      expect((await jsonOf<FailureRecord>(forged)).error.kind).toBe('OriginNotAllowed');
    },
  );

  it('lets the pages of its own host through', async () => {
    const web = await GatewayHarness.open();
    const own = await web.call('/v1/executions', { headers: { origin: 'http://localhost' } });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a', ''])(
    'refuses an action with the content type %j, which a form can send',
    async type => {
      const web = await GatewayHarness.open();
      await web.swf.start();
      const response = await web.post('/v1/executions/album-7/terminate', {}, { 'content-type': type });
      expect(response.status).toBe(415);
      expect((await web.call('/v1/executions?open')).status).toBe(200);
    },
  );

  it('refuses hosts that are not allowed: the name of a page that was rebound to this address', async () => {
    const web = await GatewayHarness.open({
      allowedHosts: ['swf.example.com', 'localhost:4580', 'ops.example.com:443'],
    });
    const status = async (url: string, headers: Record<string, string> = {}) =>
      (await web.handler(new Request(url, { headers }))).status;
    expect(await status('http://evil.example/v1/executions')).toBe(403);
    expect(await status('http://localhost/v1/executions')).toBe(403);
    expect(await status('http://swf.example.com.evil.example/v1/executions')).toBe(403);
    expect(await status('http://swf.example.com/v1/executions', { host: 'evil.example' })).toBe(403);
    expect(await status('http://SWF.example.com:8443/v1/executions')).toBe(200);
    expect(await status('http://localhost:4580/v1/executions')).toBe(200);
    expect(await status('https://ops.example.com:443/v1/executions')).toBe(200);
    expect(await status('http://ops.example.com/v1/executions', { host: 'ops.example.com' })).toBe(200);
    expect(await status('https://ops.example.com:8443/v1/executions')).toBe(403);
  });
});

describe('gateway() › options', () => {
  it.each([
    [{ allowedOrigins: ['*'] }, 'allowedOrigins'],
    [{ allowedOrigins: ['https://ops.example.com/'] }, 'allowedOrigins'],
    [{ allowedHosts: ['*'] }, 'allowedHosts'],
    [{ prefix: 'v1' }, 'prefix'],
    [{ heartbeat: -1 }, 'heartbeat'],
    [{ maxBuffered: 0 }, 'maxBuffered'],
    [{ maxStreams: 0 }, 'maxStreams'],
    [{ authorise: () => true }, 'authorise'],
  ])('are checked: %j', (options, name) => {
    const make = () => gateway({ domain: 'media', ...(options as Partial<GatewayOptions>) });
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(name);
  });
});
