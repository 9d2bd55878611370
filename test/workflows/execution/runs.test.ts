import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, of, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

it('runs() emits each run once it has closed, and completes after the last one', async () => {
  const countdown = workflow({ name: 'Countdown', version: '1' }, (n: number, { continueAsNew }) =>
    n === 0 ? of('lift-off') : continueAsNew(n - 1),
  );
  const harness = await WorkflowHarness.open([countdown]);
  const execution = await harness.start(countdown, 2);
  const runs = await lastValueFrom(execution.runs({ interval: 20 }).pipe(toArray()));
  expect(runs.map(({ closeStatus }) => closeStatus)).toEqual([
    'CONTINUED_AS_NEW',
    'CONTINUED_AS_NEW',
    'COMPLETED',
  ]);
  expect(runs[0]?.runId).toBe(execution.runId);
  expect(new Set(runs.map(({ runId }) => runId)).size).toBe(3);
});
