import { stepsOf } from 'rx-swf/testing';
import { activity, saga, wait, workflow } from 'rx-swf/workflows';
import { lastValueFrom, timer } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

it('the steps of a redriven run begin with the command that is done again', async () => {
  let isBroken = true;
  const step = activity<string, string>({ name: 'Step', version: '1' });
  const steps = step.with(name => {
    if (isBroken && name === 'b') throw new Error('not yet');
    return name;
  });
  const both = workflow({ name: 'Both', version: '1' }, (_: unknown, { run }) =>
    saga(function* () {
      const a = yield* run(step, 'a');
      yield* wait(timer(1_000));
      return [a, yield* run(step, 'b')];
    }),
  );
  const harness = await WorkflowHarness.open([both], [steps]);
  const execution = await harness.start(both, undefined);
  await harness.failure(execution);
  isBroken = false;
  const again = await lastValueFrom(execution.redrive());
  await harness.result(again);
  const { workflowId, runId = '' } = again;
  const history = await lastValueFrom(again.history());
  const [first, second, ...others] = stepsOf(both, history, { workflowId, runId });
  expect(first?.events.map(({ id, name, value }) => [id, name, value])).toEqual([
    [1, 'WorkflowExecutionStarted', undefined],
  ]);
  expect(first?.commands.map(({ name }) => name)).toEqual(['run Step']);
  expect(first?.open.map(({ name }) => name)).toEqual(['run Step']);
  expect(second).toMatchObject({ emitted: [['a', 'b']], commands: [{ name: 'complete' }] });
  expect(others).toEqual([]);
});
