import { manualClock } from 'rx-swf/local';
import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { conversation } from './conversation.js';
import { intercept, nth, Office, turnsOf } from './Office.js';

const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const backoff = { initial: 1, max: 1 };

/** Whoever has one task in hand takes no other from the list that all share. */
const busy = { concurrency: 2 };

/** A gate that calls wait at. */
function gate() {
  const opened$ = new Subject<void>();
  const opened = lastValueFrom(opened$, { defaultValue: undefined });
  return { opened, open: () => opened$.complete() };
}

describe('a decision', () => {
  it('that times out is made by another worker, and counts for nothing where it was made', async () => {
    const clock = manualClock();
    const office = await Office.open({ clock });
    const ann = await office.hire('Ann', [conversation], busy);
    const [sends, sent] = [gate(), gate()];
    intercept(ann.client, 'RespondDecisionTaskCompleted', async call => {
      sends.open();
      await sent.opened;
      return call();
    });
    const execution = await office.start(conversation);
    await sends.opened;
    const bob = await office.hire('Bob', [conversation]);
    clock.advance(30_000);
    expect(await nth(bob, 1)).toMatchObject({ status: 'completed' });
    sent.open();
    expect(await nth(ann, 1)).toMatchObject({ status: 'gone' });
    bob.leave();
    await lastValueFrom(execution.signal('say', 'a'));
    clock.advance(5_000);
    await nth(ann, 2);
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

  it('whose answer has arrived, but not the word of it, is gone on from', async () => {
    const office = await Office.open();
    const ann = await office.hire('Ann', [conversation], { backoff });
    let losses = 1;
    intercept(ann.client, 'RespondDecisionTaskCompleted', async call => {
      const output = await call();
      losses -= 1;
      if (losses >= 0) throw lost();
      return output;
    });
    const execution = await office.start(conversation);
    const decided = await nth(ann, 1);
    expect(decided).toMatchObject({ status: 'completed', task: { presumed: true } });
    for (const word of ['a', 'bye']) await lastValueFrom(execution.signal('say', word));
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
  });

  it('that is taken for sent although it never arrived leads nobody astray', async () => {
    const clock = manualClock();
    const office = await Office.open({ clock });
    const ann = await office.hire('Ann', [conversation], { ...busy, backoff });
    const [fails, failed] = [gate(), gate()];
    let losses = 1;
    intercept(ann.client, 'RespondDecisionTaskCompleted', async call => {
      losses -= 1;
      if (losses < 0) return call();
      fails.open();
      await failed.opened;
      throw lost();
    });
    const execution = await office.start(conversation);
    await fails.opened;
    const bob = await office.hire('Bob', [conversation]);
    clock.advance(30_000);
    await nth(bob, 1);
    await lastValueFrom(execution.signal('say', 'a'));
    await nth(bob, 2);
    failed.open();
    expect(await nth(ann, 1)).toMatchObject({ status: 'completed', task: { presumed: true } });
    bob.leave();
    for (const word of ['b', 'bye']) await lastValueFrom(execution.signal('say', word));
    clock.advance(5_000);
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b']);
  });

  it('is not held against what cannot be read at the moment', async () => {
    const office = await Office.open();
    const ann = await office.hire('Ann', [conversation], { shadow: 1 });
    let reads = 0;
    intercept(ann.client, 'GetWorkflowExecutionHistory', async () => {
      reads += 1;
      throw lost();
    });
    const execution = await office.start(conversation);
    await nth(ann, 1);
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await nth(ann, 2)).toMatchObject({ status: 'completed' });
    expect(reads).toBe(1);
  });

  it('that fails in an execution which is alive is marked, and made again from the whole history', async () => {
    const office = await Office.open();
    let faults = 1;
    const fragile = workflow({ name: 'Fragile', version: '1' }, (_: undefined, context) => {
      context.signal<string>('stumble').subscribe(() => {
        faults -= 1;
        if (faults >= 0) queueMicrotask(() => {});
      });
      return conversation.run(undefined, context);
    });
    const ann = await office.hire('Ann', [fragile], { shadow: 0 });
    const execution = await office.start(fragile);
    await nth(ann, 1);
    await lastValueFrom(execution.signal('say', 'a'));
    await nth(ann, 2);
    await lastValueFrom(execution.signal('stumble'));
    expect(await nth(ann, 3)).toMatchObject({ status: 'failed', retryIn: 1 });
    expect(await nth(ann, 4)).toMatchObject({ status: 'completed' });
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
  });
});
