import { workflow } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, map, of, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const quick = { interval: 20 };

const countdown = workflow({ name: 'Countdown', version: '1' }, (n: number, { continueAsNew }) =>
  n === 0 ? of('lift-off') : continueAsNew(n - 1),
);

const waiting = workflow({ name: 'Waiting', version: '1' }, (_: undefined, { signal }) =>
  signal<string>('end').pipe(take(1)),
);

describe('history$ and state$ of a durable execution', () => {
  it('are those of its run, or of all runs if asked for', async () => {
    const harness = await WorkflowHarness.open([countdown]);
    const execution = await harness.start(countdown, 2);
    const closing = (acrossRuns: boolean) =>
      lastValueFrom(
        execution.watchHistory({ ...quick, acrossRuns }).pipe(
          filter(({ name }) => /^WorkflowExecution(Completed|ContinuedAsNew)$/.test(name)),
          map(({ name }) => name),
          toArray(),
        ),
      );
    expect(await closing(false)).toEqual(['WorkflowExecutionContinuedAsNew']);
    expect(await closing(true)).toEqual([
      'WorkflowExecutionContinuedAsNew',
      'WorkflowExecutionContinuedAsNew',
      'WorkflowExecutionCompleted',
    ]);
  });

  it('find the open run by the workflow id alone', async () => {
    const harness = await WorkflowHarness.open([waiting]);
    await harness.start(waiting, undefined, { workflowId: 'album-7' });
    const execution = waiting.execution(harness.domain, { workflowId: 'album-7' });
    const state = await firstValueFrom(execution.state$);
    expect(state.finished).toBe(false);
    const last$ = lastValueFrom(execution.watchState(quick));
    await harness.signal(execution, 'end', 'enough');
    expect((await last$).execution).toMatchObject({ closeStatus: 'COMPLETED', result: 'enough' });
    expect((await lastValueFrom(execution.history$)).name).toBe('WorkflowExecutionCompleted');
  });
});
