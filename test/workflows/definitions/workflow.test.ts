import { InvalidArgumentError } from 'rx-swf';
import { activity, workflow } from 'rx-swf/workflows';
import { from, mergeMap, of, retry, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const resize = activity<string, string>({ name: 'Resize', version: '1' });

it('a workflow runs a pipeline of ordinary operators over activities', async () => {
  const thumbnails = workflow({ name: 'Thumbnails', version: '1' }, (files: string[], { run }) =>
    from(files).pipe(
      mergeMap(file => run(resize, file).pipe(retry({ count: 2, delay: 3_600_000 })), 2),
      toArray(),
    ),
  );
  let failures = 1;
  const harness = await WorkflowHarness.open(
    [thumbnails],
    [
      resize.with(file => {
        failures -= 1;
        if (failures >= 0) throw new Error('not today');
        return `/${file}`;
      }),
    ],
  );
  expect(await harness.run(thumbnails, ['a', 'b', 'c'])).toEqual(['/b', '/c', '/a']);
});

it('a workflow starts an execution with its defaults unless the start has other options', async () => {
  const one = workflow(
    {
      name: 'Starts',
      version: '1',
      childPolicy: 'ABANDON',
      executionStartToCloseTimeout: 500,
      taskPriority: 2,
    },
    (n: number) => of(n),
  );
  const harness = await WorkflowHarness.open([one]);
  const execution = await harness.start(one, 1, { taskPriority: 9, tagList: ['a'], workflowId: 'mine' });
  expect(await harness.result(execution)).toBe(1);
  const [started] = (await harness.history(execution)).filter({ name: 'WorkflowExecutionStarted' });
  expect(started?.attributes).toMatchObject({
    input: '1',
    taskList: 'decisions',
    childPolicy: 'ABANDON',
    executionStartToCloseTimeout: 500,
    taskStartToCloseTimeout: 30,
    taskPriority: 9,
    tagList: ['a'],
  });
  expect(execution.workflowId).toBe('mine');
});

it('a workflow rejects a start that SWF would reject, before anything is sent', () => {
  const one = workflow({ name: 'Refuses', version: '1' }, (n: unknown) => of(n));
  expect(() => one.start('media', 1, { executionStartToCloseTimeout: -1 })).toThrow(InvalidArgumentError);
  expect(() => one.start('media', 'x'.repeat(32_768))).toThrow(InvalidArgumentError);
  expect(() => one.start('media', () => {})).toThrow(InvalidArgumentError);
});

it('a workflow is registered with the options of its definition and with sensible defaults', () => {
  const one = workflow({ name: 'Registers', version: '1', description: 'does', lambdaRole: 'arn' }, () =>
    of(1),
  );
  expect(one.type('media', 'decisions')).toMatchObject({
    name: 'Registers',
    version: '1',
    description: 'does',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 31_536_000,
    taskStartToCloseTimeout: 30,
    lambdaRole: 'arn',
  });
});
