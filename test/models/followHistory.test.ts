import {
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  DoesNotExistError,
  Domain,
  type Notice,
  recordMarker,
  ThrottledError,
  type WatchHistoryOptions,
  WorkflowExecution,
} from 'rx-swf';
import { lastValueFrom, map, type Observable, repeat, Subject } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { connectionReset } from '../harness/connectionReset.js';
import { DomainHarness } from '../harness/DomainHarness.js';
import { intercept } from '../harness/intercept.js';

/** An execution on a manual clock that is followed. */
class FollowHarness {
  readonly calls: Calls;

  private constructor(
    readonly harness: DomainHarness,
    readonly execution: WorkflowExecution,
  ) {
    this.calls = new Calls(harness.client);
  }

  static async open(): Promise<FollowHarness> {
    const harness = await DomainHarness.open();
    return new FollowHarness(harness, await harness.start());
  }

  /** Collects the events, e.g. `1 WorkflowExecutionStarted`. */
  events(options: WatchHistoryOptions = {}, execution = this.execution) {
    const events$ = execution.watchHistory({ scheduler: this.harness.clock, ...options });
    return collect(events$.pipe(map(({ id, name }) => `${id} ${name}`)));
  }

  /** Collects the states, e.g. `2 events, 0 markers`. */
  states(options: WatchHistoryOptions = {}, execution = this.execution) {
    const states$ = execution.watchState({ scheduler: this.harness.clock, ...options });
    return collect(states$.pipe(map(({ length, markers }) => `${length} events, ${markers.length} markers`)));
  }

  elapse(milliseconds: number): Promise<void> {
    return this.calls.elapse(this.harness.clock, milliseconds, 250);
  }

  /** Records markers as one decision, which writes two events besides them. */
  async mark(...names: readonly string[]): Promise<void> {
    await lastValueFrom(this.execution.signal('go')).catch(() => undefined);
    await this.harness.decide(names.map(markerName => recordMarker({ markerName })));
  }
}

/** Collects what a stream emits, and how it ends. */
function collect(stream$: Observable<string>) {
  const seen: { end: unknown } = { end: undefined };
  const values: string[] = [];
  const subscription = stream$.subscribe({
    next: value => values.push(value),
    error: error => {
      seen.end = error;
    },
    complete: () => {
      seen.end = 'complete';
    },
  });
  onTestFinished(() => subscription.unsubscribe());
  return { values, seen, stop: () => subscription.unsubscribe() };
}

const started = ['1 WorkflowExecutionStarted', '2 DecisionTaskScheduled'];

describe('history$', () => {
  it('emits the events that there are, then each one as it is written, and completes with the close', async () => {
    const follow = await FollowHarness.open();
    const { values: events, seen } = follow.events();
    await follow.elapse(1_000);
    expect(events).toEqual(started);
    await follow.harness.decide([recordMarker({ markerName: 'a' })]);
    await follow.elapse(3_000);
    expect(events.slice(2)).toEqual(['3 DecisionTaskStarted', '4 DecisionTaskCompleted', '5 MarkerRecorded']);
    await lastValueFrom(follow.execution.terminate());
    await follow.elapse(3_000);
    expect(events.slice(5)).toEqual(['6 WorkflowExecutionTerminated']);
    expect(seen.end).toBe('complete');
    follow.calls.take();
    await follow.elapse(60_000);
    expect(follow.calls.take()).toBe(0);
  });

  it('reads only what is new: one call for one event, and exactly the new ones of several', async () => {
    const follow = await FollowHarness.open();
    const sizes: unknown[] = [];
    intercept(follow.harness.client, 'GetWorkflowExecutionHistory', ({ input, send }) => {
      if ('reverseOrder' in input && 'maximumPageSize' in input) sizes.push(input.maximumPageSize);
      else sizes.push('all');
      return send();
    });
    follow.events();
    await follow.elapse(1_000);
    expect(sizes.filter(size => size !== 1)).toEqual(['all']);
    sizes.length = 0;
    await lastValueFrom(follow.execution.signal('go'));
    await follow.elapse(5_000);
    expect(new Set(sizes)).toEqual(new Set([1]));
    await follow.harness.decide([recordMarker({ markerName: 'a' })]);
    await follow.elapse(5_000);
    expect(sizes.filter(size => size !== 1)).toEqual([3]);
    expect(new Set(follow.calls.operations)).not.toContain('DescribeWorkflowExecution');
  });

  it('begins at an id, and reads no event before it', async () => {
    const follow = await FollowHarness.open();
    await follow.mark('a', 'b');
    const read: unknown[] = [];
    intercept(follow.harness.client, 'GetWorkflowExecutionHistory', ({ input, send }) => {
      if ('maximumPageSize' in input) read.push(input.maximumPageSize);
      return send();
    });
    const { values: events } = follow.events({ fromEventId: 7 });
    const future = follow.events({ fromEventId: 10 });
    await follow.elapse(1_000);
    expect(events).toEqual(['7 MarkerRecorded']);
    expect(Math.max(...read.map(Number))).toBe(1);
    await follow.mark('c');
    await follow.elapse(3_000);
    expect(events.map(event => Number.parseInt(event, 10))).toEqual([7, 8, 9, 10, 11, 12]);
    expect(future.values).toEqual([
      '10 DecisionTaskStarted',
      '11 DecisionTaskCompleted',
      '12 MarkerRecorded',
    ]);
  });

  it('reads a long history page by page, and a long tail', async () => {
    const follow = await FollowHarness.open();
    for (let n = 0; n < 13; n += 1)
      await follow.harness
        .decide(Array.from({ length: 100 }, (_, i) => recordMarker({ markerName: `${n} ${i}` })))
        .then(() => lastValueFrom(follow.execution.signal('go')));
    const { values: events } = follow.events();
    const tail = follow.events({ fromEventId: 100 });
    await follow.elapse(3_000);
    const all = (await lastValueFrom(follow.execution.history())).length;
    expect(all).toBeGreaterThan(1_300);
    expect(events).toHaveLength(all);
    expect(events.map(event => Number.parseInt(event, 10))).toEqual(
      Array.from({ length: all }, (_, i) => i + 1),
    );
    expect(tail.values).toEqual(events.slice(99));
  });

  it('has one poller for all who follow an execution or watch it, and leaves nothing behind', async () => {
    const follow = await FollowHarness.open();
    const { clock } = follow.harness;
    const streams = [follow.events(), follow.states(), follow.events(), follow.states()];
    const watching = follow.execution.watch({ scheduler: clock }).subscribe();
    await follow.elapse(10_000);
    const late = follow.events();
    expect(late.values).toEqual(started);
    follow.calls.take();
    await follow.elapse(60_000);
    expect(new Set(follow.calls.operations)).toEqual(new Set(['GetWorkflowExecutionHistory']));
    const together = follow.calls.take();
    const alone = await FollowHarness.open();
    alone.events();
    await alone.elapse(10_000);
    alone.calls.take();
    await alone.elapse(60_000);
    expect(together).toBeLessThanOrEqual(1.5 * alone.calls.take());
    await lastValueFrom(follow.execution.signal('go'));
    await follow.elapse(3_000);
    for (const { values } of streams) expect(values.length).toBeGreaterThan(1);
    expect(late.values).toHaveLength(3);
    watching.unsubscribe();
    late.stop();
    for (const { stop } of streams) stop();
    follow.calls.take();
    await follow.elapse(60_000);
    expect(follow.calls.take()).toBe(0);
  });

  it('goes on with the runs that continue the execution, if asked for', async () => {
    const follow = await FollowHarness.open();
    const { values: events, seen } = follow.events({ acrossRuns: true });
    const one = follow.events();
    const states = follow.states({ acrossRuns: true });
    await follow.elapse(1_000);
    await follow.harness.decide([continueAsNewWorkflowExecution({})]);
    await follow.elapse(5_000);
    expect(one.values.at(-1)).toBe('5 WorkflowExecutionContinuedAsNew');
    expect(one.seen.end).toBe('complete');
    expect(events.slice(4)).toEqual(['5 WorkflowExecutionContinuedAsNew', ...started]);
    await follow.harness.decide([completeWorkflowExecution()]);
    await follow.elapse(5_000);
    expect(events.at(-1)).toBe('5 WorkflowExecutionCompleted');
    expect(seen.end).toBe('complete');
    expect(states.values).toEqual([
      '2 events, 0 markers',
      '5 events, 0 markers',
      '2 events, 0 markers',
      '5 events, 0 markers',
    ]);
    expect(states.seen.end).toBe('complete');
  });

  it('emits the whole history of an execution that has closed', async () => {
    const follow = await FollowHarness.open();
    await lastValueFrom(follow.execution.terminate());
    const { values: events, seen } = follow.events();
    const { seen: after } = follow.events({ fromEventId: 50 });
    await follow.elapse(1_000);
    expect(events).toEqual([...started, '3 WorkflowExecutionTerminated']);
    expect(seen.end).toBe('complete');
    expect(after.end).toBe('complete');
  });

  it('begins anew for those who subscribe again when it ends', async () => {
    const follow = await FollowHarness.open();
    await lastValueFrom(follow.execution.terminate());
    const options = { scheduler: follow.harness.clock };
    const { values: states } = collect(
      follow.execution.watchState(options).pipe(
        map(({ length }) => `${length} events`),
        repeat(2),
      ),
    );
    await follow.elapse(2_000);
    expect(states).toEqual(['3 events', '3 events']);
  });

  it('errors if there is no such run, and refuses an execution without a run id', async () => {
    const follow = await FollowHarness.open();
    const { domain } = follow.harness;
    const { seen } = follow.events(
      {},
      new WorkflowExecution({ domain, workflowId: 'album-7', runId: 'none' }),
    );
    const { seen: idless } = follow.events({}, new WorkflowExecution({ domain, workflowId: 'album-7' }));
    await follow.elapse(1_000);
    expect(seen.end).toBeInstanceOf(DoesNotExistError);
    expect(`${idless.end}`).toContain('runId');
  });

  it('survives throttling and outages without losing or repeating an event, and reports them', async () => {
    const follow = await FollowHarness.open();
    const told: string[] = [];
    const options: WatchHistoryOptions = {
      backoff: { initial: 500, max: 500 },
      onRetry: ({ error }) => told.push((error as Error).name),
      onRecovered: () => told.push('recovered'),
    };
    const { values: events } = follow.events(options);
    await follow.elapse(1_000);
    follow.harness.fail('GetWorkflowExecutionHistory', 2, new ThrottledError('Rate exceeded'));
    follow.harness.fail('GetWorkflowExecutionHistory', 1, connectionReset(), 'after');
    await follow.harness.decide([recordMarker({ markerName: 'a' }), recordMarker({ markerName: 'b' })]);
    await follow.elapse(15_000);
    expect(events.map(event => Number.parseInt(event, 10))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told).toEqual(['ThrottledError', 'ThrottledError', 'ResponseError', 'recovered']);
  });

  it('looks once for a notice, however many follow the execution, and keeps its interval beside notices', async () => {
    const follow = await FollowHarness.open();
    const notices$ = new Subject<Notice>();
    const { workflowId, runId = '' } = follow.execution;
    const domain = new Domain({ name: 'media', client: follow.harness.client, notices: notices$ });
    const execution = new WorkflowExecution({ domain, workflowId, runId });
    const options = { interval: 60_000 };
    const { values: events, stop } = follow.events(options, execution);
    const { values: states, stop: leave } = follow.states(options, execution);
    await follow.elapse(70_000);
    follow.calls.take();
    notices$.next({ domain: 'media', workflowId, runId, eventType: 'ActivityTaskFailed' });
    // What has changed is looked at again after 250 ms.
    await follow.calls.elapse(follow.harness.clock, 200, 10);
    expect(follow.calls.take()).toBe(1);
    await lastValueFrom(execution.signal('go'));
    notices$.next({ domain: 'media', workflowId, runId, eventType: 'ActivityTaskFailed' });
    await follow.elapse(1_000);
    expect(events).toHaveLength(3);
    expect(states).toHaveLength(2);
    await lastValueFrom(execution.signal('go'));
    await follow.elapse(61_000);
    expect(events).toHaveLength(4);
    stop();
    leave();
    expect(notices$.observed).toBe(false);
  });

  it('is the same stream at every read, and refuses options that are not valid', async () => {
    const { execution } = await FollowHarness.open();
    expect(execution.history$).toBe(execution.history$);
    expect(execution.state$).toBe(execution.state$);
    expect(() => execution.watchHistory({ fromEventId: 0 })).toThrow('fromEventId');
    expect(() => execution.watchState({ interval: -1 })).toThrow('interval');
    // @ts-expect-error: not an option
    expect(() => execution.watchState({ fromEventId: 1 })).toThrow(
      'Unknown option "fromEventId" for watchState()',
    );
  });
});

describe('state$', () => {
  it('emits the present state, and then each that follows from new events', async () => {
    const follow = await FollowHarness.open();
    const { values: states } = follow.states();
    await follow.elapse(1_000);
    await follow.mark('a', 'b');
    await follow.elapse(3_000);
    expect(states).toEqual(['2 events, 0 markers', '7 events, 2 markers']);
    const late = follow.states();
    expect(late.values).toEqual(['7 events, 2 markers']);
    await lastValueFrom(follow.execution.terminate());
    await follow.elapse(3_000);
    expect(states.at(-1)).toBe('8 events, 2 markers');
    expect(late.seen.end).toBe('complete');
  });
});
