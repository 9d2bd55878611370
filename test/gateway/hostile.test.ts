import { once } from 'node:events';
import { connect as connectHttp2, createServer as createHttp2 } from 'node:http2';
import { completeWorkflowExecution } from 'rx-swf';
import { type ActionRecord, type GatewayAction, toNodeListener } from 'rx-swf/gateway';
import type { FailureRecord } from 'rx-swf/remote';
import { BehaviorSubject, lastValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const kindOf = async (response: Response) => (await jsonOf<FailureRecord>(response)).error.kind;

describe('gateway() › paths that try tricks', () => {
  it.each([
    ['/v1/executions/%2e%2e/bulk', 405],
    ['/v1/executions/..%2f..%2fbulk/signal', 405],
    ['/v1/executions/..%2f..%2fbulk', 400],
    ['/v1/executions/album-7/%2e%2e/album-7/terminate', 405],
    ['/v1/executions/album-7%00/state', 400],
    ['/v1/executions/%ff', 400],
    ['/v1/executions/album-7%2Fstate', 400],
    ['/v1/executions//state', 404],
    ['/v1/executions/album-7/state/', 404],
    ['/v1//executions', 404],
    ['/v1/constructor', 404],
    ['/v1/__proto__', 404],
    ['/v1/executions/album-7/toString', 404],
    ['/V1/executions', 404],
  ])('GET %s is %i', async (path, status) => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const response = await web.call(path);
    await response.body?.cancel();
    expect(response.status).toBe(status);
  });

  it('refuses ids that SWF would, however long they are', async () => {
    const web = await GatewayHarness.open();
    const calls = new Calls(web.swf.client);
    for (const length of [257, 100_000]) {
      const response = await web.call(`/v1/executions/${'a'.repeat(length)}/state`);
      expect([response.status, await kindOf(response)]).toEqual([400, 'InvalidArgumentError']);
    }
    expect((await web.call(`/v1/executions/a?runId=${'r'.repeat(65)}`)).status).toBe(400);
    expect(calls.operations).toEqual([]);
  });
});

describe('gateway() › runs', () => {
  it('does not show or touch a run under the id of another execution', async () => {
    const web = await GatewayHarness.open();
    const { runId } = await web.swf.start();
    await lastValueFrom(web.swf.type.startExecution({ workflowId: 'album-8' }));
    const of = `/v1/executions/album-8`;
    expect((await web.call(`${of}?runId=${runId}`)).status).toBe(404);
    expect((await web.post(`${of}/terminate?runId=${runId}`)).status).toBe(404);
    const events = await (await web.events(`${of}/history`, { 'last-event-id': `1@${runId}` })).rest();
    expect(events).toMatchObject([{ event: 'failure', data: { error: { status: 404 } } }]);
    const open = await jsonOf<{ items: readonly object[] }>(web.call('/v1/executions?open'));
    expect(open.items).toHaveLength(2);
  });

  it('tells authorize of the run that a client resumes', async () => {
    const asked: GatewayAction[] = [];
    const web = await GatewayHarness.open({
      authorize: (_, action) => {
        asked.push(action);
        return action.runId === undefined;
      },
    });
    const { runId } = await web.swf.start();
    const resumed = await web.call('/v1/executions/album-7/history', {
      headers: { 'last-event-id': `1@${runId}` },
    });
    expect(resumed.status).toBe(401);
    expect(asked).toMatchObject([{ name: 'readHistory', workflowId: 'album-7', runId }]);
  });

  it.each(['garbage', '1@', '-1', '1.5', '9'.repeat(30), '1@a b', '1@a\tb'])(
    'refuses the Last-Event-ID %j of a history',
    async id => {
      const web = await GatewayHarness.open();
      await web.swf.start();
      const response = await web.call('/v1/executions/album-7/history', { headers: { 'last-event-id': id } });
      expect([response.status, await kindOf(response)]).toEqual([400, 'InvalidHeader']);
    },
  );

  it('begins anew for the Last-Event-ID of another version', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    for (const id of ['garbage', '00000000.1', '../..'])
      expect(
        (await (await web.events('/v1/executions/album-7/state?patches', { 'last-event-id': id })).next())
          ?.data,
      ).toMatchObject({ set: { lastEventId: 2 } });
  });
});

describe('gateway() › bodies', () => {
  it('counts the bytes of a body without a length, and stops reading beyond the limit', async () => {
    const web = await GatewayHarness.open({ maxBody: 1_000 });
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array(400).fill(32));
      },
    });
    const response = await web.handler(
      new Request('http://localhost/v1/executions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(pulls).toBeLessThan(10);
  });

  it.each([
    '{"__proto__":{"signalName":"a"}}',
    '{"signalName":"a","__proto__":{"isAllowed":true}}',
    '{"signalName":"a","constructor":1}',
    '{"signalName":{"toString":"a"}}',
    '{"signalName":"a","reason":{"length":1}}',
  ])('refuses %s', async text => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const response = await web.post('/v1/executions/album-7/signal', text);
    expect([response.status, await kindOf(response)]).toEqual([400, 'InvalidBody']);
  });

  it('refuses an input that is nested deeper than JSON can be written', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const deep = `{"signalName":"a","input":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const response = await web.post('/v1/executions/album-7/signal', deep);
    expect(response.status).toBe(400);
  });
});

describe('gateway() › clients that leave', () => {
  it('keeps no watch of SWF for any of its streams', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const calls = new Calls(web.swf.client);
    const paths = [
      '?open',
      '/album-7/state',
      '/album-7/history',
      '/album-7/timeline',
      '/album-7/state?patches',
    ];
    for (const path of paths) {
      const aborting = new AbortController();
      const response = await web.call(`/v1/executions${path}`, {
        headers: { accept: 'text/event-stream' },
        signal: aborting.signal,
      });
      const reader = response.body?.getReader();
      await reader?.read();
      aborting.abort();
      while ((await reader?.read())?.done === false);
    }
    await calls.settled();
    calls.take();
    await web.swf.decide([completeWorkflowExecution()]);
    expect(calls.operations.filter(name => /^(List|Get|Describe)/.test(name))).toEqual([]);
  });

  it('are not in the audit, if they left before they were authorized', async () => {
    const records: ActionRecord[] = [];
    const aborting = new AbortController();
    const web = await GatewayHarness.open({
      onAction: record => records.push(record),
      authorize: () => {
        aborting.abort();
        return new Promise(() => {});
      },
    });
    const response = await web.call('/v1/executions/album-7/terminate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: aborting.signal,
    });
    expect([response.status, records]).toEqual([499, []]);
  });
});

describe('gateway() › authorize', () => {
  it('decides by the first value of an Observable, also of one that never completes', async () => {
    const isLoggedIn$ = new BehaviorSubject(true);
    const web = await GatewayHarness.open({ authorize: () => isLoggedIn$ });
    expect((await web.call('/v1/domain')).status).toBe(200);
    isLoggedIn$.next(false);
    expect((await web.call('/v1/domain')).status).toBe(401);
  });

  it.each([{ isAllowed: 'yes' }, { isAllowed: 1 }, {}, null, 'true', [true, false]])(
    'denies what is not true: %j',
    async answer => {
      const web = await GatewayHarness.open({ authorize: async () => JSON.parse(JSON.stringify(answer)) });
      expect((await web.call('/v1/domain')).status).toBe(401);
    },
  );
});

describe('toNodeListener() › HTTP/2', () => {
  it('checks the authority in place of Host', async () => {
    const web = await GatewayHarness.open();
    const server = createHttp2(toNodeListener(web.handler)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    onTestFinished(() => {
      session.destroy();
      server.close();
    });
    const statusOf = async (authority: string) => {
      const stream = session.request({ ':path': '/v1/domain', ':authority': authority });
      const [headers] = await once(stream, 'response');
      stream.resume();
      return headers[':status'];
    };
    expect(await statusOf('localhost')).toBe(200);
    expect(await statusOf('evil.example')).toBe(403);
  });
});
