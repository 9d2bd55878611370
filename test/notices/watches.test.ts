import { type Notice, watchEvents } from 'rx-swf';
import { sqsNotices } from 'rx-swf/eventbridge';
import { DurableExecution } from 'rx-swf/workflows';
import {
  concat,
  concatMap,
  defer,
  delay,
  EMPTY,
  finalize,
  from,
  mergeMap,
  NEVER,
  of,
  takeWhile,
  throwError,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeSqs } from '../eventbridge/FakeSqs.js';
import { PushHarness } from './PushHarness.js';

const last = 'GetWorkflowExecutionHistory';
const net = 300_000;
const failure = new Error('no such queue');

describe('a watch with notices', () => {
  it('gets each result at the moment of its notice, with one call after it', async () => {
    const harness = await PushHarness.start(notices$ => notices$);
    const executions = await harness.watchResults(50);
    const closed = new Map<string, number>();
    for (const execution of executions) {
      await harness.pass(2_000);
      closed.set(execution.workflowId, await harness.terminate(execution));
      await harness.settle();
      expect(harness.arrivals).toEqual(closed);
    }
    expect(harness.calls).toEqual(Array.from({ length: 50 }, () => last));
    await harness.pass(net);
    expect(harness.calls).toHaveLength(50);
  });

  it('polls every five minutes while there are none', async () => {
    const harness = await PushHarness.start(() => NEVER);
    await harness.watchResults(3);
    await harness.pass(4 * net);
    expect(harness.calls.length / 3).toBeGreaterThanOrEqual(4);
    expect(harness.calls.length / 3).toBeLessThanOrEqual(5);
  });

  it('gets results whose notices are lost within five minutes', async () => {
    let count = 0;
    const harness = await PushHarness.start(notices$ =>
      notices$.pipe(mergeMap(notice => (count++ % 2 ? EMPTY : of(notice)))),
    );
    const executions = await harness.watchResults(10);
    for (const execution of executions) await harness.terminate(execution);
    await harness.settle();
    expect(harness.arrivals.size).toBe(5);
    await harness.pass(net);
    expect(harness.arrivals.size).toBe(10);
  });

  it('asks once for notices that are duplicated while it asks, and for none of an ended execution', async () => {
    const harness = await PushHarness.start((notices$, clock) =>
      notices$.pipe(
        mergeMap(notice => concat(of(notice, notice, notice), of(notice).pipe(delay(60_000, clock)))),
      ),
    );
    const [execution, other] = await harness.watchResults(2);
    if (execution === undefined || other === undefined) throw new Error('Expected two executions');
    await harness.pass(60_000);
    harness.calls.length = 0;
    await harness.terminate(execution);
    await harness.pass(120_000);
    expect([...harness.arrivals.keys()]).toEqual([execution.workflowId]);
    expect(harness.calls).toEqual([last]);
  });

  it('is not misled by notices that are late or out of order', async () => {
    const held: Notice[] = [];
    const harness = await PushHarness.start(notices$ =>
      notices$.pipe(
        concatMap(notice => {
          held.push(notice);
          // In pairs, the second one first.
          return held.length < 2 ? EMPTY : from(held.splice(0).reverse());
        }),
      ),
    );
    const executions = await harness.watchResults(4);
    for (const execution of executions) await harness.terminate(execution);
    await harness.settle();
    expect(harness.arrivals.size).toBe(4);
    expect(harness.calls).toHaveLength(4);
  });

  it('causes no call for executions that nobody watches', async () => {
    const harness = await PushHarness.start(notices$ => notices$);
    await harness.watchResults(1);
    const others = [await harness.execution('a'), await harness.execution('b')];
    for (const other of others) await harness.terminate(other);
    await harness.pass(1_000);
    expect(harness.calls).toEqual([]);
  });

  it.each([
    ['errors', throwError(() => failure), [{ type: 'notices-failed', domain: 'media', error: failure }]],
    ['completes', EMPTY, []],
  ])('polls as without notices once the source %s', async (_, end$, failures) => {
    const harness = await PushHarness.start(notices$ =>
      concat(notices$.pipe(takeWhile(({ workflowId }) => workflowId !== 'end')), end$),
    );
    const events: unknown[] = [];
    watchEvents(harness.domain.client).subscribe(event => {
      if (event.type === 'notices-failed') events.push(event);
    });
    const [first, second] = await harness.watchResults(2);
    if (first === undefined || second === undefined) throw new Error('Expected two executions');
    await harness.terminate(first);
    await harness.settle();
    expect(harness.arrivals.size).toBe(1);
    await harness.execution('end');
    expect(events).toEqual(failures);
    const closed = await harness.terminate(second);
    await harness.pass(10_000);
    expect((harness.arrivals.get(second.workflowId) ?? 0) - closed).toBeLessThanOrEqual(10_000);
  });

  it('sees a state at once in changes$, and keeps an interval of its own', async () => {
    const harness = await PushHarness.start(notices$ => notices$);
    const execution = await harness.execution('album-7');
    const seen: string[] = [];
    const watches = [execution.watch({ scheduler: harness.clock }).subscribe(diff => seen.push(`${diff}`))];
    await harness.pass(60_000);
    harness.calls.length = 0;
    await harness.terminate(execution);
    await harness.settle();
    expect(seen.at(-1)).toContain("'CLOSED'");
    expect(harness.calls).toHaveLength(2);
    const patient = await harness.execution('album-8');
    watches.push(patient.watch({ interval: 20_000, scheduler: harness.clock }).subscribe());
    await harness.pass(1_000);
    harness.calls.length = 0;
    await harness.pass(100_000);
    expect(harness.calls.length).toBeGreaterThanOrEqual(5);
    for (const watch of watches) watch.unsubscribe();
  });

  it('polls as without notices for progress and events, which SWF does not report', async () => {
    const harness = await PushHarness.start(() => NEVER);
    const execution = await harness.execution('album-7');
    const options = { scheduler: harness.clock };
    const watches = [
      new DurableExecution(execution).progress(options).subscribe(),
      execution.watchHistory(options).subscribe(),
    ];
    await harness.pass(120_000);
    harness.calls.length = 0;
    await harness.pass(60_000);
    expect(harness.calls.length).toBeGreaterThanOrEqual(10);
    for (const watch of watches) watch.unsubscribe();
  });

  it('subscribes to the source once, and leaves it with the last watch', async () => {
    let [subscribed, left] = [0, 0];
    const harness = await PushHarness.start(notices$ =>
      defer(() => {
        subscribed++;
        return notices$;
      }).pipe(finalize(() => left++)),
    );
    const executions = await harness.watchResults(3);
    expect([subscribed, left]).toEqual([1, 0]);
    for (const execution of executions) await harness.terminate(execution);
    await harness.settle();
    expect([subscribed, left, harness.arrivals.size]).toEqual([1, 1, 3]);
  });

  it('gets results through a queue, with what a queue does to messages', async () => {
    const sqs = new FakeSqs();
    const harness = await PushHarness.start((_, clock) =>
      sqsNotices({ queueUrl: FakeSqs.url, client: sqs.client, scheduler: clock }),
    );
    harness.swf.notices$.subscribe(envelope => sqs.send('poison', envelope, envelope));
    const executions = await harness.watchResults(5);
    for (const execution of executions) await harness.terminate(execution);
    const hasEmptied = () =>
      sqs.visible.size === 0 && [...sqs.inFlight.values()].every(text => text === 'poison');
    while (harness.arrivals.size < 5 || !hasEmptied()) await harness.settle();
    expect([...new Set(sqs.inFlight.values())]).toEqual(['poison']);
    expect(harness.calls).toEqual(Array.from({ length: 5 }, () => last));
  });
});
