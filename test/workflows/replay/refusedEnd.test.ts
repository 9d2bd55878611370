import { WorkflowExecution } from 'rx-swf';
import { activity, workflow } from 'rx-swf/workflows';
import { lastValueFrom, map, merge, take, timer } from 'rxjs';
import { expect, it } from 'vitest';
import { Studio } from '../Studio.js';

const ask = activity<void, void>({ name: 'Ask', version: '1' });

it('ends where SWF refused the end at first, although that left the cancellation of a timer unsent', async () => {
  const hasty = workflow({ name: 'Hasty', version: '1' }, (_: undefined, { run, signal }) =>
    merge(timer(60_000), run(ask, undefined), signal<string>('go')).pipe(
      take(1),
      map(word => word),
    ),
  );
  const studio = await Studio.open(
    [hasty],
    [
      // The activity completes while the signal is being decided on.
      ask.with(async (_, { task: { domain, workflowExecution } }) => {
        await lastValueFrom(new WorkflowExecution({ domain, ...workflowExecution }).signal('go', 'gone'));
      }),
    ],
  );
  const execution = await studio.start(hasty, undefined);
  expect(await studio.result(execution)).toBe('gone');
  const history = await lastValueFrom(execution.history());
  expect([...history].map(({ name }) => name)).toContain('CompleteWorkflowExecutionFailed');
});
