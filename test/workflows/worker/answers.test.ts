import { manualClock } from 'rx-swf/local';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { intercept } from '../../harness/intercept.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { conversation } from './conversation.js';
import { turnsOf } from './turnsOf.js';

const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const backoff = { initial: 1, max: 1 };

/** A worker that holds a task takes no other from the shared list. */
const busy = { concurrency: 2 };

/** A gate that calls wait at. */
function gate() {
  const opened$ = new Subject<void>();
  const opened = lastValueFrom(opened$, { defaultValue: undefined });
  return { opened, open: () => opened$.complete() };
}

describe('a decision', () => {
  it('that times out is made by another worker, and the first worker discards it', async () => {
    const clock = manualClock();
    const harness = await WorkflowHarness.open([], [], { service: { clock } });
    const ann = await harness.startWorker([conversation], { identity: 'Ann', ...busy });
    const [sends, sent] = [gate(), gate()];
    intercept(ann.client, 'RespondDecisionTaskCompleted', async ({ send }) => {
      sends.open();
      await sent.opened;
      return send();
    });
    const execution = await harness.start(conversation, undefined);
    await sends.opened;
    const bob = await harness.startWorker([conversation], { identity: 'Bob' });
    clock.advance(30_000);
    expect(await bob.outcome(1)).toMatchObject({ status: 'completed' });
    sent.open();
    expect(await ann.outcome(1)).toMatchObject({ status: 'gone' });
    bob.stop();
    await lastValueFrom(execution.signal('say', 'a'));
    clock.advance(5_000);
    await ann.outcome(2);
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
    expect(await turnsOf(execution)).toEqual([
      'Ann',
      'START_TO_CLOSE',
      'Bob',
      'SCHEDULE_TO_START',
      'Ann',
      'Ann',
    ]);
  });

  it('is kept if its answer arrived but the response was lost', async () => {
    const harness = await WorkflowHarness.open();
    const ann = await harness.startWorker([conversation], { identity: 'Ann', backoff });
    let losses = 1;
    intercept(ann.client, 'RespondDecisionTaskCompleted', async ({ send }) => {
      const output = await send();
      losses -= 1;
      if (losses >= 0) throw lost();
      return output;
    });
    const execution = await harness.start(conversation, undefined);
    const decided = await ann.outcome(1);
    expect(decided).toMatchObject({ status: 'completed', task: { presumed: true } });
    for (const word of ['a', 'bye']) await lastValueFrom(execution.signal('say', word));
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
  });

  it('that is presumed sent but never arrived is repeated', async () => {
    const clock = manualClock();
    const harness = await WorkflowHarness.open([], [], { service: { clock } });
    const ann = await harness.startWorker([conversation], { identity: 'Ann', ...busy, backoff });
    const [fails, failed] = [gate(), gate()];
    let losses = 1;
    intercept(ann.client, 'RespondDecisionTaskCompleted', async ({ send }) => {
      losses -= 1;
      if (losses < 0) return send();
      fails.open();
      await failed.opened;
      throw lost();
    });
    const execution = await harness.start(conversation, undefined);
    await fails.opened;
    const bob = await harness.startWorker([conversation], { identity: 'Bob' });
    clock.advance(30_000);
    await bob.outcome(1);
    await lastValueFrom(execution.signal('say', 'a'));
    await bob.outcome(2);
    failed.open();
    expect(await ann.outcome(1)).toMatchObject({ status: 'completed', task: { presumed: true } });
    bob.stop();
    for (const word of ['b', 'bye']) await lastValueFrom(execution.signal('say', word));
    clock.advance(5_000);
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b']);
  });

  it('is not checked against a history that currently cannot be read', async () => {
    const harness = await WorkflowHarness.open();
    const ann = await harness.startWorker([conversation], { identity: 'Ann', shadow: 1 });
    let reads = 0;
    intercept(ann.client, 'GetWorkflowExecutionHistory', async () => {
      reads += 1;
      throw lost();
    });
    const execution = await harness.start(conversation, undefined);
    await ann.outcome(1);
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await ann.outcome(2)).toMatchObject({ status: 'completed' });
    expect(reads).toBe(1);
  });

  it('that fails in a cached execution is marked, and repeated from the whole history', async () => {
    const harness = await WorkflowHarness.open();
    let faults = 1;
    const fragile = workflow({ name: 'Fragile', version: '1' }, (_: undefined, context) => {
      context.signal<string>('stumble').subscribe(() => {
        faults -= 1;
        if (faults >= 0) queueMicrotask(() => {});
      });
      return conversation.run(undefined, context);
    });
    const ann = await harness.startWorker([fragile], { identity: 'Ann', shadow: 0 });
    const execution = await harness.start(fragile, undefined);
    await ann.outcome(1);
    await lastValueFrom(execution.signal('say', 'a'));
    await ann.outcome(2);
    await lastValueFrom(execution.signal('stumble'));
    expect(await ann.outcome(3)).toMatchObject({ status: 'failed', retryIn: 1 });
    expect(await ann.outcome(4)).toMatchObject({ status: 'completed' });
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
  });
});
