import { workflow } from 'rx-swf/workflows';
import { filter, firstValueFrom, from, lastValueFrom, mergeMap, Subject, timer, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CompiledEvents } from '../../../src/history/CompiledEvents.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import { conversation } from './conversation.js';
import { turnsOf } from './turnsOf.js';

describe('an execution', () => {
  it('stays with the worker that decided it last, which reads only new events', async () => {
    const harness = await WorkflowHarness.open();
    let begun = 0;
    const counted = workflow({ name: 'Counted', version: '1' }, (_: undefined, context) => {
      begun += 1;
      return conversation.run(undefined, context);
    });
    const ann = await harness.startWorker([counted], { identity: 'Ann', shadow: 0 });
    const execution = await harness.start(counted, undefined);
    await ann.outcome(1);
    await harness.startWorker([counted], { identity: 'Bob', shadow: 0 });
    for (const [i, word] of ['a', 'b', 'c', 'bye'].entries()) {
      await lastValueFrom(execution.signal('say', word));
      await ann.outcome(i + 2);
    }
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b', 'c']);
    expect(await turnsOf(execution)).toEqual(['Ann', 'Ann', 'Ann', 'Ann', 'Ann']);
    expect(begun).toBe(1);
  });

  it('is replayed for each decision with sticky: false', async () => {
    const harness = await WorkflowHarness.open();
    let begun = 0;
    const counted = workflow({ name: 'Counted', version: '1' }, (_: undefined, context) => {
      begun += 1;
      return conversation.run(undefined, context);
    });
    const ann = await harness.startWorker([counted], { identity: 'Ann', shadow: 0, sticky: false });
    const execution = await harness.start(counted, undefined);
    await ann.outcome(1);
    for (const [i, word] of ['a', 'bye'].entries()) {
      await lastValueFrom(execution.signal('say', word));
      await ann.outcome(i + 2);
    }
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
    expect(begun).toBe(3);
  });

  it.each([{}, { sticky: false as const }])(
    'is decided without compiling its history, with %o',
    async options => {
      const compiling = vi.spyOn(CompiledEvents.prototype, 'state', 'get');
      onTestFinished(() => compiling.mockRestore());
      const harness = await WorkflowHarness.open();
      const ann = await harness.startWorker([conversation], { shadow: 0, ...options });
      const execution = await harness.start(conversation, undefined);
      await ann.outcome(1);
      for (const [i, word] of ['a', 'bye'].entries()) {
        await lastValueFrom(execution.signal('say', word));
        await ann.outcome(i + 2);
      }
      expect(await lastValueFrom(execution.result$)).toEqual(['a']);
      expect(compiling).not.toHaveBeenCalled();
    },
  );

  it('moves to another worker if its own is gone', async () => {
    const harness = await WorkflowHarness.open();
    const ann = await harness.startWorker([conversation], {
      identity: 'Ann',
      sticky: { scheduleToStartTimeout: 7 },
    });
    const execution = await harness.start(conversation, undefined);
    await ann.outcome(1);
    await lastValueFrom(execution.signal('say', 'a'));
    await ann.outcome(2);
    const bob = await harness.startWorker([conversation], { identity: 'Bob' });
    ann.stop();
    await lastValueFrom(execution.signal('say', 'b'));
    await bob.outcome(1);
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b']);
    expect(await turnsOf(execution)).toEqual(['Ann', 'Ann', 'SCHEDULE_TO_START', 'Bob', 'Bob']);
  });

  it.each(['decisions', 'others'])(
    'on list %s is handed over at once by a worker that drains',
    async list => {
      const harness = await WorkflowHarness.open();
      const drainOn = new Subject<void>();
      const taskLists = ['decisions', 'others'];
      const ann = await harness.startWorker(
        [conversation],
        { identity: 'Ann', drainOn, drain: { pollGrace: 0 } },
        { taskLists },
      );
      const execution = await harness.start(conversation, undefined, { taskList: list });
      await ann.outcome(1);
      const draining = firstValueFrom(ann.events$.pipe(filter(({ type }) => type === 'drained')));
      ann.events$
        .pipe(filter(event => event.type === 'received' && event.task.startedEventId > 3))
        .subscribe(() => drainOn.next());
      await lastValueFrom(execution.signal('say', 'a'));
      await ann.outcome(2);
      await draining;
      const bob = await harness.startWorker([conversation], { identity: 'Bob' }, { taskLists });
      await lastValueFrom(execution.signal('say', 'b'));
      await bob.outcome(1);
      const scheduled = (await lastValueFrom(execution.history())).filter({ name: 'DecisionTaskScheduled' });
      expect(scheduled.at(-1)?.attributes).toMatchObject({
        taskList: list,
        scheduleToStartTimeout: 'NONE',
      });
      await lastValueFrom(execution.signal('say', 'bye'));
      expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b']);
      expect(await turnsOf(execution)).toEqual(['Ann', 'Ann', 'Bob', 'Bob']);
    },
  );
});

it('two workers of one list share the executions, each keeping its own', async () => {
  const harness = await WorkflowHarness.open();
  const steps = workflow({ name: 'Steps', version: '1' }, (_: undefined) =>
    from([1, 2, 3]).pipe(
      mergeMap(n => timer(n * 60_000), 1),
      toArray(),
    ),
  );
  await harness.startWorker([steps], { identity: 'Ann', concurrency: 2 });
  await harness.startWorker([steps], { identity: 'Bob', concurrency: 2 });
  const executions = await Promise.all(Array.from({ length: 20 }, () => harness.start(steps, undefined)));
  for (const execution of executions) {
    expect(await lastValueFrom(execution.result({ interval: 50 }))).toEqual([0, 0, 0]);
    const turns = await turnsOf(execution);
    expect(turns).toHaveLength(4);
    expect(new Set(turns).size).toBe(1);
  }
});
