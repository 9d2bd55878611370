import { workflow } from 'rx-swf/workflows';
import { filter, firstValueFrom, from, lastValueFrom, mergeMap, Subject, timer, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { conversation } from './conversation.js';
import { nth, Office, turnsOf } from './Office.js';

describe('an execution', () => {
  it('stays with the worker that has decided it, which decides only on what is new', async () => {
    const office = await Office.open();
    let begun = 0;
    const counted = workflow({ name: 'Counted', version: '1' }, (_: undefined, context) => {
      begun += 1;
      return conversation.run(undefined, context);
    });
    const ann = await office.hire('Ann', [counted], { shadow: 0 });
    const execution = await office.start(counted);
    await nth(ann, 1);
    await office.hire('Bob', [counted], { shadow: 0 });
    for (const [i, word] of ['a', 'b', 'c', 'bye'].entries()) {
      await lastValueFrom(execution.signal('say', word));
      await nth(ann, i + 2);
    }
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b', 'c']);
    expect(await turnsOf(execution)).toEqual(['Ann', 'Ann', 'Ann', 'Ann', 'Ann']);
    expect(begun).toBe(1);
  });

  it('is replayed at each decision where it is not to stay', async () => {
    const office = await Office.open();
    let begun = 0;
    const counted = workflow({ name: 'Counted', version: '1' }, (_: undefined, context) => {
      begun += 1;
      return conversation.run(undefined, context);
    });
    const ann = await office.hire('Ann', [counted], { shadow: 0, sticky: false });
    const execution = await office.start(counted);
    await nth(ann, 1);
    for (const [i, word] of ['a', 'bye'].entries()) {
      await lastValueFrom(execution.signal('say', word));
      await nth(ann, i + 2);
    }
    expect(await lastValueFrom(execution.result$)).toEqual(['a']);
    expect(begun).toBe(3);
  });

  it('goes on with another worker when its own is gone', async () => {
    const office = await Office.open();
    const ann = await office.hire('Ann', [conversation], { sticky: { scheduleToStartTimeout: 7 } });
    const execution = await office.start(conversation);
    await nth(ann, 1);
    await lastValueFrom(execution.signal('say', 'a'));
    await nth(ann, 2);
    const bob = await office.hire('Bob', [conversation]);
    ann.leave();
    await lastValueFrom(execution.signal('say', 'b'));
    await nth(bob, 1);
    await lastValueFrom(execution.signal('say', 'bye'));
    expect(await lastValueFrom(execution.result$)).toEqual(['a', 'b']);
    expect(await turnsOf(execution)).toEqual(['Ann', 'Ann', 'SCHEDULE_TO_START', 'Bob', 'Bob']);
  });

  it.each(['decisions', 'others'])(
    'on list %s is handed over at once by a worker that drains',
    async list => {
      const office = await Office.open();
      const drainOn = new Subject<void>();
      const taskLists = ['decisions', 'others'];
      const ann = await office.hire(
        'Ann',
        [conversation],
        { drainOn, drain: { pollGrace: 0 } },
        { taskLists },
      );
      const execution = await office.start(conversation, list);
      await nth(ann, 1);
      const draining = firstValueFrom(ann.events$.pipe(filter(({ type }) => type === 'drained')));
      ann.events$
        .pipe(filter(event => event.type === 'received' && event.task.startedEventId > 3))
        .subscribe(() => drainOn.next());
      await lastValueFrom(execution.signal('say', 'a'));
      await nth(ann, 2);
      await draining;
      const bob = await office.hire('Bob', [conversation], {}, { taskLists });
      await lastValueFrom(execution.signal('say', 'b'));
      await nth(bob, 1);
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

it('two workers on one list share the executions, and each keeps its own', async () => {
  const office = await Office.open();
  const steps = workflow({ name: 'Steps', version: '1' }, (_: undefined) =>
    from([1, 2, 3]).pipe(
      mergeMap(n => timer(n * 60_000), 1),
      toArray(),
    ),
  );
  await office.hire('Ann', [steps], { concurrency: 2 });
  await office.hire('Bob', [steps], { concurrency: 2 });
  const executions = await Promise.all(Array.from({ length: 20 }, () => office.start(steps)));
  for (const execution of executions) {
    expect(await lastValueFrom(execution.result({ interval: 50 }))).toEqual([0, 0, 0]);
    const turns = await turnsOf(execution);
    expect(turns).toHaveLength(4);
    expect(new Set(turns).size).toBe(1);
  }
});
