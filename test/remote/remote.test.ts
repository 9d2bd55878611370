import { setImmediate } from 'node:timers/promises';
import { completeWorkflowExecution, recordMarker } from 'rx-swf';
import { RemoteError, type RemoteOptions, type RemoteStatus, remote } from 'rx-swf/remote';
import {
  firstValueFrom,
  lastValueFrom,
  map,
  type Observable,
  ReplaySubject,
  Subject,
  Subscription,
  take,
  toArray,
  VirtualTimeScheduler,
} from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GatewayHarness } from '../gateway/GatewayHarness.js';
import { FlakyFetch } from './FlakyFetch.js';

const done = completeWorkflowExecution({ result: 'done' });

/** Opens a remote of a gateway in this process. */
async function open(options: RemoteOptions = {}) {
  const web = await GatewayHarness.open();
  const wire = new FlakyFetch(web.handler);
  const media = remote('http://localhost/v1/', {
    fetch: wire.fetch,
    backoff: { initial: 1, max: 1 },
    ...options,
  });
  return { ...web, web, wire, media, swf: web.swf };
}

describe('remote() › one execution', () => {
  it('has the same Observable at every read of a stream', async () => {
    const { media } = await open();
    const album = media.execution('album-7');
    const read = () => [
      album.history$,
      album.state$,
      album.timeline$,
      album.steps$,
      album.progress$,
      album.result$,
      media.status$,
      media.taskLists$,
    ];
    for (const [index, stream$] of read().entries()) expect(read()[index]).toBe(stream$);
  });

  it('has the streams of the execution, which end with it', async () => {
    const { swf, media } = await open();
    await swf.start({ n: 1 });
    const album = media.execution('album-7');
    const read = Promise.all([
      lastValueFrom(
        album.history$.pipe(
          map(({ id }) => id),
          toArray(),
        ),
      ),
      lastValueFrom(album.state$),
      lastValueFrom(album.result$),
      lastValueFrom(album.progress$, { defaultValue: 'none' }),
    ]);
    await firstValueFrom(album.state$);
    await swf.decide([recordMarker({ markerName: 'm' }), done]);
    const [ids, state, result, progress] = await read;
    expect(ids).toEqual([1, 2, 3, 4, 5, 6]);
    expect(state).toMatchObject({
      lastEventId: 6,
      execution: { state: 'completed' },
      markers: [{ id: 'm' }],
    });
    expect([result, progress]).toEqual(['done', 'none']);
  });

  it('reads the execution, its timeline and why it waits, once', async () => {
    const { swf, media, wire } = await open();
    const { runId } = await swf.resizing('a.png');
    const album = media.execution('album-7', runId);
    expect(wire.requests).toEqual([]);
    expect(await lastValueFrom(album.upstream())).toMatchObject({ workflowId: 'album-7', runId });
    expect((await lastValueFrom(album.timeline())).lanes.length).toBeGreaterThan(1);
    expect((await lastValueFrom(album.why())).waits).toMatchObject([{ kind: 'activity' }]);
  });

  it('starts, signals, cancels, terminates and starts again', async () => {
    const { media } = await open();
    const workflowType = { name: 'Album', version: '1' };
    const album = await lastValueFrom(media.start({ workflowType, workflowId: 'album 9', input: [1] }));
    await lastValueFrom(album.signal('add', { n: 2 }));
    await lastValueFrom(album.requestCancel());
    await lastValueFrom(album.terminate({ reason: 'enough' }));
    const events = await lastValueFrom(
      album.history$.pipe(
        map(({ name }) => name),
        toArray(),
      ),
    );
    expect(events).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'WorkflowExecutionSignaled',
      'WorkflowExecutionCancelRequested',
      'WorkflowExecutionTerminated',
    ]);
    const again = await lastValueFrom(album.rerun({ tagList: ['second'] }));
    expect(again.runId).not.toBe(album.runId);
    expect(await lastValueFrom(again.upstream())).toMatchObject({ status: 'OPEN', tagList: ['second'] });
  });

  it('errors once, with what the gateway says, if trying again does not help', async () => {
    const { media, wire } = await open();
    const nobody = media.execution('nobody');
    const sources: readonly Observable<unknown>[] = [nobody.state$, nobody.upstream(), nobody.terminate()];
    for (const source$ of sources) {
      const error = await lastValueFrom<unknown>(source$).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RemoteError);
      expect(error).toMatchObject({ kind: 'DoesNotExistError', status: 404, isTransient: false });
    }
    expect(wire.requests).toHaveLength(3);
  });

  it('shares one connection among the subscribers of a stream, and closes it with the last', async () => {
    const { swf, media, wire } = await open();
    await swf.start();
    const all = new Subscription();
    for (let n = 0; n < 10; n += 1) all.add(media.execution('album-7').state$.subscribe());
    await firstValueFrom(media.execution('album-7').state$);
    expect(wire.requests).toHaveLength(1);
    expect(wire.open).toBe(1);
    all.unsubscribe();
    expect(wire.open).toBe(0);
    await firstValueFrom(media.execution('album-7').state$);
    expect(wire.requests).toHaveLength(2);
  });
});

describe('remote() › options', () => {
  it.each([
    [{ fecth: fetch }, /Unknown option "fecth" for remote\(\)\. Expected one of: fetch, headers/],
    [{ backoff: { intial: 1 } }, /Unknown option "intial" for backoff/],
    [{ silence: -1 }, /silence must be a number of at least 0, got -1/],
    [{ fetch: 'fetch' }, /fetch must be a function/],
  ])('are checked: %j', (options: object, message) => {
    expect(() => remote('/v1', options)).toThrow(message);
  });
});

describe('remote() › executions', () => {
  it('lists and watches what a filter selects', async () => {
    const { swf, media } = await open();
    await swf.start();
    const failed = media.executions({ failed: true, type: { name: 'Album' } });
    const openOnes = media.executions({ open: true, tag: [], since: new Date(0), limit: 5 });
    expect(await lastValueFrom(failed.list())).toEqual([]);
    expect(await lastValueFrom(openOnes.list())).toMatchObject([{ workflowId: 'album-7' }]);
    expect(await firstValueFrom(openOnes.items$)).toMatchObject([{ workflowId: 'album-7', status: 'OPEN' }]);
  });
});

describe('remote() › lost connections', () => {
  it('resumes a history after each loss, without loss or duplicates', async () => {
    const { swf, media, wire } = await open();
    await swf.start();
    wire.cutAfter = 700;
    const ids$ = media.execution('album-7').history$.pipe(map(({ id }) => id));
    const ids = lastValueFrom(ids$.pipe(toArray()));
    await swf.decide([...Array.from({ length: 20 }, (_, n) => recordMarker({ markerName: `${n}` })), done]);
    expect(await ids).toEqual(Array.from({ length: 25 }, (_, n) => n + 1));
    expect(wire.requests.length).toBeGreaterThan(5);
    expect(wire.requests.at(-1)?.headers.get('last-event-id')).toMatch(/^\d+@/);
  });

  it('tells since when it reconnects, backs off with jitter, and tells that it is connected again', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { swf, media, wire } = await open({
      scheduler,
      backoff: { initial: 1_000, max: 8_000, random: () => 0.5 },
    });
    await swf.start();
    const statuses: RemoteStatus[] = [];
    const telling = media.status$.subscribe(status => statuses.push(status));
    onTestFinished(() => telling.unsubscribe());
    const state$ = new ReplaySubject<unknown>();
    wire.isDown = true;
    const watching = media.execution('album-7').state$.subscribe(state$);
    const delays: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      await wire.settled();
      const before = scheduler.now();
      scheduler.maxFrames = before + 60_000;
      delays.push(nextDelay(scheduler));
      runNext(scheduler);
    }
    expect(delays).toEqual([750, 1_500, 3_000, 6_000, 6_000, 6_000]);
    expect(statuses).toEqual([
      { state: 'idle' },
      { state: 'connecting' },
      { state: 'reconnecting', since: new Date(0) },
    ]);
    wire.isDown = false;
    await wire.settled();
    runNext(scheduler);
    await firstValueFrom(state$);
    expect(statuses.at(-1)).toEqual({ state: 'connected' });
    watching.unsubscribe();
    expect(statuses.at(-1)).toEqual({ state: 'idle' });
  });

  it('connects again after a silence without heartbeats', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { swf, media, wire } = await open({ scheduler, silence: 45_000 });
    await swf.start();
    const state$ = new ReplaySubject<unknown>();
    const watching = media.execution('album-7').state$.subscribe(state$);
    await firstValueFrom(state$);
    runNext(scheduler);
    runNext(scheduler);
    await wire.settled();
    expect(wire.requests).toHaveLength(2);
    expect(wire.requests[1]?.headers.get('last-event-id')).toMatch(/^[\da-f]{8}\.\d+$/);
    watching.unsubscribe();
  });

  it('goes on reading an event that takes longer than the silence, as long as parts of it arrive', async () => {
    const scheduler = new VirtualTimeScheduler();
    const parts$ = new Subject<string>();
    const encoder = new TextEncoder();
    let requests = 0;
    const media = remote('http://localhost/v1', {
      scheduler,
      silence: 45_000,
      fetch: async () => {
        requests += 1;
        const start = (controller: ReadableStreamDefaultController<Uint8Array>) =>
          void parts$.subscribe(part => controller.enqueue(encoder.encode(part)));
        return new Response(new ReadableStream({ start }));
      },
    });
    const state = firstValueFrom(media.execution('album-7').state$);
    for (const [n, part] of ['data: {"set":', '{"lastEvent', 'Id":7}}\n\n'].entries()) {
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      scheduler.schedule(() => parts$.next(part), 40_000);
      scheduler.maxFrames = (n + 1) * 40_000;
      scheduler.flush();
    }
    expect(await state).toEqual({ lastEventId: 7 });
    expect(requests).toBe(1);
  });

  it('sends its headers with each request, and keeps trying while the gateway is out of order', async () => {
    let token = 0;
    const { swf, media, wire } = await open({
      headers: () => {
        token += 1;
        return { authorization: `Bearer ${token}` };
      },
    });
    await swf.start();
    wire.failures = [503, 429, 502];
    expect(await firstValueFrom(media.execution('album-7').history$.pipe(take(1)))).toMatchObject({ id: 1 });
    expect(wire.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer 1',
      'Bearer 2',
      'Bearer 3',
      'Bearer 4',
    ]);
  });
});

/** Returns the milliseconds until the next action of a scheduler. */
function nextDelay(scheduler: VirtualTimeScheduler): number {
  const times = scheduler.actions.map(({ delay }) => delay);
  return Math.min(...times) - scheduler.now();
}

/** Runs a scheduler up to its next action. */
function runNext(scheduler: VirtualTimeScheduler): void {
  scheduler.maxFrames = scheduler.now() + nextDelay(scheduler);
  scheduler.flush();
}
