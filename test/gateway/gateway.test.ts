import { completeWorkflowExecution, recordMarker } from 'rx-swf';
import type { FailureRecord, StartedRun } from 'rx-swf/remote';
import { lastValueFrom, NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ExecutionList } from '../../src/remote/wire/records.js';
import { failCalls } from '../harness/failCalls.js';
import { intercept } from '../harness/intercept.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const done = completeWorkflowExecution({ result: 'done' });

describe('gateway() › reads', () => {
  it('lists executions as JSON, with the filters of rx-swf list', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    web.swf.clock.advance(1_000);
    await lastValueFrom(web.swf.type.startExecution({ workflowId: 'album-8', tagList: ['vip'] }));
    const list = async (query: string) => {
      const { items } = await jsonOf<ExecutionList>(web.call(`/v1/executions${query}`));
      return items.map(({ workflowId }) => workflowId);
    };
    expect(await list('')).toEqual(['album-8', 'album-7']);
    expect(await list('?tag=vip')).toEqual(['album-8']);
    expect(await list('?open&type=Album@1&limit=1')).toEqual(['album-8']);
    expect(await list('?workflowId=album-7')).toEqual(['album-7']);
    expect(await list('?failed')).toEqual([]);
  });

  it('describes an execution, its timeline and what it waits for, with or without a run id', async () => {
    const web = await GatewayHarness.open();
    const { runId } = await web.swf.resizing('a.png');
    for (const query of ['', `?runId=${encodeURIComponent(runId ?? '')}`]) {
      const read = (view: string) => jsonOf(web.call(`/v1/executions/album-7${view}${query}`));
      expect(await read('')).toMatchObject({ workflowId: 'album-7', runId, status: 'OPEN' });
      expect(await read('/timeline')).toMatchObject({ workflowId: 'album-7', runId, outcome: 'open' });
      expect(await read('/why')).toMatchObject({ state: 'waiting', waits: [{ kind: 'activity' }] });
    }
  });

  it('serves under any prefix, or none', async () => {
    for (const prefix of ['', '/api/swf/v1']) {
      const web = await GatewayHarness.open({ prefix });
      expect((await web.call(`${prefix}/executions`)).status).toBe(200);
      expect((await web.call('/v1/executions')).status).toBe(404);
    }
  });

  it('answers HEAD without a body, and opens no watch for it', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const head = await web.call('/v1/executions/album-7/history', { method: 'HEAD' });
    expect([head.status, head.body, head.headers.get('content-type')]).toEqual([
      200,
      null,
      'text/event-stream; charset=utf-8',
    ]);
    const missing = await web.call('/v1/executions/nobody', { method: 'HEAD' });
    expect([missing.status, missing.body]).toEqual([404, null]);
  });

  it('tells failures in one form, with the status that belongs to each', async () => {
    const web = await GatewayHarness.open();
    const failure = async (response: Promise<Response>) => {
      const { status } = await response;
      const { error } = await jsonOf<FailureRecord>(response);
      expect(error.status).toBe(status);
      return [status, error.kind, error.resource];
    };
    expect(await failure(web.call('/v2/executions'))).toEqual([404, 'NotFound', undefined]);
    expect(await failure(web.call('/v1/executions/'))).toEqual([404, 'NotFound', undefined]);
    expect(await failure(web.call('/v1/executions/%ff'))).toEqual([400, 'InvalidPath', undefined]);
    expect(await failure(web.call('/v1/executions?tpye=a'))).toEqual([400, 'UnknownParameter', 'tpye']);
    expect(await failure(web.call('/v1/executions?limit=0'))).toEqual([400, 'InvalidParameter', 'limit']);
    expect(await failure(web.call('/v1/executions?since=2026-02-01&until=2026-01-01'))).toEqual([
      400,
      'InvalidArgumentError',
      'since',
    ]);
    expect((await failure(web.call('/v1/executions/nobody'))).slice(0, 2)).toEqual([
      404,
      'DoesNotExistError',
    ]);
    expect(await failure(web.call('/v1/executions/a/signal'))).toEqual([405, 'MethodNotAllowed', undefined]);
    expect(await failure(web.call('/v1/executions', { method: 'DELETE' }))).toEqual([
      405,
      'MethodNotAllowed',
      undefined,
    ]);
  });

  it('keeps what SWF says of the credentials of the gateway to itself', async () => {
    const web = await GatewayHarness.open();
    const denied = Object.assign(new Error('arn:aws:iam::123456789012:user/gateway is not authorized'), {
      name: 'AccessDeniedException',
    });
    failCalls(web.swf.client, 'ListOpenWorkflowExecutions', 1, denied);
    const response = await web.call('/v1/executions?open');
    expect(response.status).toBe(502);
    expect(await response.text()).not.toMatch(/123456789012|arn:|\bat /);
  });
});

describe('gateway() › clients that go away', () => {
  it.each(['', '/timeline', '/why'])('no longer waits for SWF to answer a read of %j', async view => {
    const web = await GatewayHarness.open();
    const { runId } = await web.swf.start();
    const sent = new Promise<void>(resolve => {
      intercept(web.swf.client, /./, () => {
        resolve();
        return new Promise(() => {});
      });
    });
    const leaving = new AbortController();
    const path = `/v1/executions/album-7${view}?runId=${encodeURIComponent(runId ?? '')}`;
    const response = web.call(path, { signal: leaving.signal });
    await sent;
    leaving.abort();
    expect((await response).status).toBe(499);
  });

  it('starts nothing for one that has gone before it was authorized', async () => {
    const web = await GatewayHarness.open({ authorize: () => NEVER });
    const leaving = new AbortController();
    const response = web.call('/v1/executions', { signal: leaving.signal });
    leaving.abort();
    expect((await response).status).toBe(499);
  });
});

describe('gateway() › actions', () => {
  it('starts, signals, cancels, terminates and reruns', async () => {
    const web = await GatewayHarness.open();
    const workflowType = { name: 'Album', version: '1' };
    const started = await web.post('/v1/executions', {
      workflowType,
      workflowId: 'a b+ü%2F',
      input: { n: 1 },
    });
    expect(started.status).toBe(201);
    const { workflowId, runId } = await jsonOf<StartedRun>(started);
    const path = `/v1/executions/${encodeURIComponent(workflowId)}`;
    expect((await web.post(`${path}/signal`, { signalName: 'add', input: [2] })).status).toBe(204);
    expect((await web.post(`${path}/cancel?runId=${encodeURIComponent(runId)}`)).status).toBe(204);
    expect((await web.post(`${path}/terminate`, { reason: 'enough' })).status).toBe(204);
    expect((await web.post(`${path}/signal`, { signalName: 'add' })).status).toBe(404);
    const rerun = await web.post(`${path}/rerun`, { tagList: ['second'] });
    expect(rerun.status).toBe(201);
    const again = await jsonOf<StartedRun>(rerun);
    expect(await jsonOf(web.call(path))).toMatchObject({ ...again, tagList: ['second'] });
    expect((await web.post('/v1/executions', { workflowType, workflowId })).status).toBe(409);
    expect((await web.post(`${path}/redrive`)).status).toBe(409);
  });

  it('names what is wrong with a body', async () => {
    const web = await GatewayHarness.open({ maxBody: 1_000 });
    const refused = async (path: string, body: unknown) => {
      const response = await web.post(path, body);
      const { error } = await jsonOf<FailureRecord>(response);
      return [response.status, error.resource];
    };
    expect(await refused('/v1/executions', {})).toEqual([400, 'workflowType']);
    expect(await refused('/v1/executions/a/signal', { signalName: 1 })).toEqual([400, 'signalName']);
    expect(await refused('/v1/executions/a/signal', { signalName: 'a', inptu: 1 })).toEqual([400, 'inptu']);
    expect(await refused('/v1/executions/a/cancel', '[]')).toEqual([400, undefined]);
    expect(await refused('/v1/executions/a/cancel', '{')).toEqual([400, undefined]);
    expect(await refused('/v1/executions/a/cancel', { a: 'a'.repeat(1_000) })).toEqual([413, undefined]);
  });

  it('changes nothing by GET', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    for (const name of ['signal', 'cancel', 'terminate', 'rerun', 'redrive'])
      expect((await web.call(`/v1/executions/album-7/${name}`)).status).toBe(405);
  });
});

describe('gateway() › streams', () => {
  it('emits a history by event ids to the close, and resumes it without loss or duplicates', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const first = await web.events('/v1/executions/album-7/history');
    const seen = await first.take(2);
    await first.cancel();
    await web.swf.decide([recordMarker({ markerName: 'm' }), done]);
    const lastId = seen.at(-1)?.id ?? '';
    const rest = await (
      await web.events('/v1/executions/album-7/history', { 'last-event-id': lastId })
    ).rest();
    expect([...seen, ...rest].map(({ id, event }) => event ?? Number.parseInt(id ?? '', 10))).toEqual([
      1,
      2,
      3,
      4,
      5,
      6,
      'complete',
    ]);
    expect(rest.at(-2)?.data).toMatchObject({ id: 6, name: 'WorkflowExecutionCompleted' });
  });

  it('resumes the run that it began with, although a later one has the same workflow id', async () => {
    const web = await GatewayHarness.open();
    const { runId } = await web.swf.start();
    const first = await web.events('/v1/executions/album-7/history');
    const [, seen] = await first.take(2);
    await first.cancel();
    await web.swf.decide([done]);
    await web.swf.start();
    const resumed = await web.events('/v1/executions/album-7/history', { 'last-event-id': seen?.id ?? '' });
    expect((await resumed.rest()).map(({ id }) => id)).toEqual([
      ...[3, 4, 5].map(eventId => `${eventId}@${runId}`),
      undefined,
    ]);
    const named = `/v1/executions/album-7/history?runId=${encodeURIComponent(runId ?? '')}`;
    expect((await (await web.events(named, { 'last-event-id': '4' })).take(1)).map(({ id }) => id)).toEqual([
      '5',
    ]);
    expect((await web.events(named, { 'last-event-id': 'five' })).status).toBe(400);
  });

  it('emits the present state first, and skips it for a client that has it', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const first = await web.events('/v1/executions/album-7/state');
    const [present] = await first.take(1);
    expect(present?.data).toMatchObject({ lastEventId: 2, execution: { state: 'started' }, activities: [] });
    const second = await web.events('/v1/executions/album-7/state', { 'last-event-id': present?.id ?? '' });
    await web.swf.decide([done]);
    const [next] = await second.take(1);
    expect(next?.data).toMatchObject({ execution: { state: 'completed' } });
    expect(next?.id).not.toBe(present?.id);
  });

  it('emits progress, the result, and the failure of an execution', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const result = await web.events('/v1/executions/album-7/result');
    await web.swf.decide([done]);
    expect(await result.rest()).toMatchObject([{ data: 'done' }, { event: 'complete' }]);
    await web.swf.start();
    await lastValueFrom(web.swf.type.startExecution({ workflowId: 'album-8' }));
    const failed = await web.events('/v1/executions/album-8/result');
    await web.post('/v1/executions/album-8/terminate', { reason: 'enough' });
    expect(await failed.rest()).toMatchObject([
      { event: 'failure', data: { error: { kind: 'ExecutionTerminatedError', status: 409 } } },
    ]);
  });

  it('tells in the stream that there is no such execution', async () => {
    const web = await GatewayHarness.open();
    const events = await (await web.events('/v1/executions/nobody/state')).rest();
    expect(events).toMatchObject([
      { event: 'failure', data: { error: { kind: 'DoesNotExistError', status: 404 } } },
    ]);
  });

  it('emits a live list, and leaves out what the client has', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const [list] = await (await web.events('/v1/executions?open')).take(1);
    expect(list?.data).toMatchObject({ items: [{ workflowId: 'album-7', status: 'OPEN' }] });
  });
});
