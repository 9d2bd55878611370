import { WorkflowExecution } from 'rx-swf';
import { activity, workflow } from 'rx-swf/workflows';
import { lastValueFrom, map, merge, take, timer } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const ask = activity<void, void>({ name: 'Ask', version: '1' });

it('an execution ends if SWF first refused its end, although that left the cancellation of a timer unsent', async () => {
  const hasty = workflow({ name: 'Hasty', version: '1' }, (_: undefined, { run, signal }) =>
    merge(timer(60_000), run(ask, undefined), signal<string>('go')).pipe(
      take(1),
      map(word => word),
    ),
  );
  const harness = await WorkflowHarness.open(
    [hasty],
    [
      // The activity completes during the decision on the signal.
      ask.with(async (_, { task: { domain, workflowExecution } }) => {
        await lastValueFrom(new WorkflowExecution({ domain, ...workflowExecution }).signal('go', 'gone'));
      }),
    ],
  );
  const execution = await harness.start(hasty, undefined);
  expect(await harness.result(execution)).toBe('gone');
  const history = await lastValueFrom(execution.history());
  expect([...history].map(({ name }) => name)).toContain('CompleteWorkflowExecutionFailed');
});
