import { completeWorkflowExecution, recordMarker } from 'rx-swf';
import { concat, lastValueFrom, NEVER, range, Subject, throwError, VirtualTimeScheduler } from 'rxjs';
import { map } from 'rxjs/operators';
import { describe, expect, it } from 'vitest';
import { eventStream } from '../../src/gateway/streams/eventStream.js';
import { Frame } from '../../src/gateway/streams/Frame.js';
import { Calls } from '../harness/Calls.js';
import { EventReader } from './EventReader.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

const long = 'x'.repeat(1_000);
const frameOf = (n: number) => new Frame({ n, long }, { id: `${n}` });
const frames = (count: number) => range(1, count).pipe(map(frameOf));

const options = () => ({
  latest: false,
  maxBuffered: 1_000,
  heartbeat: 15_000,
  scheduler: new VirtualTimeScheduler(),
  onError: () => {},
  onClosed: () => {},
  signal: new AbortController().signal,
});
const readerOf = (body: ReadableStream<Uint8Array>) => new EventReader(new Response(body));

describe('an event stream', () => {
  it('delivers everything to a client that keeps up, in order', async () => {
    const ids = (await readerOf(eventStream(frames(500), options())).rest()).map(
      ({ id, event }) => event ?? id,
    );
    expect(ids).toEqual([...Array.from({ length: 500 }, (_, n) => `${n + 1}`), 'complete']);
  });

  it('ends for a slow client after the bound, without complete, so that it resumes without loss', async () => {
    const bounds = { ...options(), maxBuffered: 100 };
    const first = await readerOf(eventStream(frames(500), bounds)).rest();
    const ids = first.map(({ id }) => Number(id));
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, n) => n + 1));
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.length).toBeLessThan(300);
    expect(first.at(-1)?.event).toBeUndefined();
  });

  it('gives a slow client the latest version, and forgets those between', async () => {
    const source$ = new Subject<Frame>();
    const reader = readerOf(eventStream(source$, { ...options(), latest: true }));
    for (let n = 1; n <= 10_000; n += 1) source$.next(frameOf(n));
    source$.next(frameOf(10_001));
    const read = reader.rest();
    await Promise.resolve();
    const last = frameOf(20_000);
    source$.next(last);
    source$.complete();
    const ids = (await read).map(({ id }) => Number(id));
    expect(ids.length).toBeLessThan(100);
    expect(ids).toContain(20_000);
  });

  it('delivers what came before an error, and then the error', async () => {
    const errors: unknown[] = [];
    const failing$ = concat(
      frames(200),
      throwError(() => new Error('a bug')),
    );
    const events = await readerOf(
      eventStream(failing$, { ...options(), onError: e => errors.push(e) }),
    ).rest();
    expect(events).toHaveLength(201);
    expect(events.at(-1)).toMatchObject({
      event: 'failure',
      data: { error: { kind: 'InternalError', status: 500, message: 'The gateway has failed' } },
    });
    expect(errors).toEqual([new Error('a bug')]);
  });

  it('ends with a failure if a value can not be written as JSON', async () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const source$ = concat([frameOf(1), new Frame(cycle), frameOf(2)], NEVER);
    const events = await readerOf(eventStream(source$, options())).rest();
    expect(events.map(({ id, event }) => event ?? id)).toEqual(['1', 'failure']);
  });

  it('sends heartbeats while nothing happens, and gives up a client that reads nothing', async () => {
    const scheduler = new VirtualTimeScheduler();
    const source$ = new Subject<Frame>();
    const open = eventStream(source$, { ...options(), scheduler });
    const stuck = eventStream(source$, { ...options(), scheduler });
    const reader = readerOf(open);
    for (let n = 1; n <= 100; n += 1) source$.next(frameOf(n));
    await reader.take(100);
    scheduler.maxFrames = 15_000 * 3;
    scheduler.flush();
    source$.next(frameOf(101));
    await reader.next();
    expect(reader.comments).toEqual(['open', 'heartbeat', 'heartbeat', 'heartbeat']);
    scheduler.maxFrames = 15_000 * 10;
    scheduler.flush();
    await reader.cancel();
    expect(source$.observed).toBe(false);
    expect((await readerOf(stuck).rest()).length).toBeLessThan(100);
  });

  it('leaves its source when the request is aborted, before or after it was read', () => {
    const source$ = new Subject<Frame>();
    const aborting = new AbortController();
    eventStream(source$, { ...options(), signal: aborting.signal });
    expect(source$.observed).toBe(true);
    aborting.abort();
    expect(source$.observed).toBe(false);
    eventStream(source$, { ...options(), signal: aborting.signal });
    expect(source$.observed).toBe(false);
  });
});

describe('gateway() › many clients', () => {
  it.each(['history', 'state', 'progress', 'result'])(
    'watches SWF once for 1,000 clients of one %s',
    async view => {
      const counts: number[] = [];
      for (const clients of [1, 1_000]) {
        const web = await GatewayHarness.open();
        await web.swf.start();
        const calls = new Calls(web.swf.client);
        const readers = await Promise.all(
          Array.from({ length: clients }, () => web.events(`/v1/executions/album-7/${view}`)),
        );
        await calls.settled();
        await web.swf.decide([recordMarker({ markerName: 'm' }), completeWorkflowExecution({ result: 1 })]);
        const all = await Promise.all(readers.map(reader => reader.rest()));
        expect(all.every(events => events.at(-1)?.event === 'complete')).toBe(true);
        counts.push(calls.operations.length);
      }
      const [one = 0, thousand = 0] = counts;
      expect(one).toBeGreaterThan(0);
      // When the watch looks depends on time; with each client it would be a thousand times as much.
      expect(thousand).toBeLessThanOrEqual(one + 100);
    },
  );

  it('reads one listing for 1,000 clients of a live list', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const calls = new Calls(web.swf.client);
    const readers = await Promise.all(Array.from({ length: 1_000 }, () => web.events('/v1/executions?open')));
    const lists = await Promise.all(readers.map(reader => reader.take(1)));
    expect(new Set(lists.map(([list]) => list?.id)).size).toBe(1);
    expect(calls.operations.length).toBe(1);
  });

  it('are refused beyond maxStreams, until one of them leaves, ends or is aborted', async () => {
    const web = await GatewayHarness.open({ maxStreams: 3 });
    await web.swf.start();
    const leaving = new AbortController();
    const list = await web.events('/v1/executions?open');
    const state = await web.events('/v1/executions/album-7/state');
    const events = { accept: 'text/event-stream' };
    await web.call('/v1/counts', { headers: events, signal: leaving.signal });
    const history = () => web.call('/v1/executions/album-7/history');
    const refused = await history();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await jsonOf(refused)).toMatchObject({ error: { kind: 'TooManyStreams', status: 503 } });
    expect((await web.call('/v1/executions')).status).toBe(200);
    expect((await web.call('/v1/executions/album-7/history', { method: 'HEAD' })).status).toBe(200);
    leaving.abort();
    const first = await history();
    expect([first.status, (await history()).status]).toEqual([200, 503]);
    await list.cancel();
    await list.cancel();
    const second = await history();
    expect([second.status, (await history()).status]).toEqual([200, 503]);
    await web.post('/v1/executions/album-7/terminate');
    await Promise.all([state.rest(), first.text(), second.text()]);
    const again = await Promise.all([history(), history(), history(), history()]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 503]);
    await Promise.all(again.map(response => response.text()));
  });

  it('leaves SWF alone once the last client has gone', async () => {
    const web = await GatewayHarness.open();
    await web.swf.start();
    const calls = new Calls(web.swf.client);
    const reader = await web.events('/v1/executions/album-7/state');
    await reader.take(1);
    await reader.cancel();
    await calls.settled();
    calls.take();
    await lastValueFrom(web.swf.type.startExecution({ workflowId: 'album-8' }));
    expect(calls.operations).toEqual(['StartWorkflowExecution']);
  });
});
