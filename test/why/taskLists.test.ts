import { completeWorkflowExecution, scheduleActivityTask, WorkflowType } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { resize } from '../harness/DomainHarness.js';
import { failCalls } from '../harness/failCalls.js';
import { WhyHarness } from '../harness/WhyHarness.js';

const resizing = scheduleActivityTask({ activityType: resize, activityId: '1' });

const refused = (operation: string) =>
  Object.assign(new Error(`User: op is not authorized to perform: swf:${operation}`), {
    name: 'AccessDeniedException',
    $fault: 'client',
    $metadata: { httpStatusCode: 400 },
  });

const tally = (operations: readonly string[]) =>
  Object.fromEntries(
    [...new Set(operations)].map(name => [name, operations.filter(one => one === name).length]),
  );

/** Opens a harness in which `album-7` waits, and another execution has had a task taken `ago` seconds ago. */
async function withOther(ago: number): Promise<WhyHarness> {
  const harness = await WhyHarness.deciding(resizing);
  await harness.startOther('album-8');
  harness.pass(200 - ago);
  await harness.decide([urgent]);
  const task = await harness.takeActivityTask('worker-9');
  await lastValueFrom(task.complete());
  harness.pass(ago);
  return harness;
}

const urgent = scheduleActivityTask({ activityType: resize, activityId: '1', taskPriority: 9 });

describe('why() of a task list', () => {
  it('finds a task that another execution of the type shows to be taken since', async () => {
    const harness = await withOther(20);
    const explanation = await harness.why();
    expect(explanation.waits[0]).toMatchObject({
      kind: 'activity',
      isStuck: false,
      list: {
        pending: { count: 1, truncated: false },
        lastTaken: { at: new Date(harness.clock.now() - 20_000), identity: 'worker-9' },
        sample: 1,
      },
    });
    expect(`${explanation}`).toContain(
      'One was last taken 20 s ago (2020-01-01 00:03:00 UTC) by "worker-9".',
    );
  });

  it('finds it in a closed execution, too', async () => {
    const harness = await withOther(20);
    await harness.decide([completeWorkflowExecution()]);
    expect(await harness.waitOf('activity')).toMatchObject({ isStuck: false, list: { sample: 1 } });
  });

  it('finds it in a closed execution of another type', async () => {
    const harness = await WhyHarness.deciding(resizing);
    const other = new WorkflowType({ ...harness.type, domain: harness.domain, name: 'Cover' });
    await lastValueFrom(other.save());
    harness.pass(100);
    await lastValueFrom(other.startExecution({ workflowId: 'cover-1' }));
    await harness.decide([urgent]);
    await lastValueFrom((await harness.takeActivityTask('worker-9')).complete());
    await harness.decide([completeWorkflowExecution()]);
    expect(await harness.waitOf('activity')).toMatchObject({ isStuck: false, list: { sample: 1 } });
  });

  it('tells of the last one that was taken before the wait began', async () => {
    const harness = await withOther(20);
    await harness.startOther('album-9');
    await harness.decide([resizing]);
    await harness.decide([resizing]);
    harness.pass(100);
    const explanation = await harness.why({}, 'album-9');
    expect(explanation.state).toBe('stuck');
    expect(`${explanation}`).toContain(
      'None was taken since in the histories of this execution and 2 others; the last one was taken 2 min ago ' +
        '(2020-01-01 00:03:00 UTC) by "worker-9".',
    );
  });

  it('looks at other executions only once the wait is long, and at no more than asked for', async () => {
    const harness = await WhyHarness.deciding(resizing);
    for (const n of [1, 2, 3, 4, 5, 6]) await harness.startOther(`other-${n}`);
    const calls = new Calls(harness.client);
    const run = await harness.find('album-7');
    const ask = async (sample: number) => {
      calls.take();
      await harness.whyRun(run, { sample });
      return calls.operations.join(' ');
    };
    expect(await ask(10)).toBe('GetWorkflowExecutionHistory CountPendingActivityTasks');
    harness.pass(100);
    expect(await ask(0)).toBe('GetWorkflowExecutionHistory CountPendingActivityTasks');
    await ask(4);
    expect(tally(calls.operations)).toEqual({
      CountPendingActivityTasks: 1,
      GetWorkflowExecutionHistory: 1 + 2,
      ListClosedWorkflowExecutions: 2,
      ListOpenWorkflowExecutions: 1,
    });
  });

  it('says that a count is not known if IAM does not allow it', async () => {
    const harness = await WhyHarness.deciding(resizing);
    const operation = 'CountPendingActivityTasks';
    failCalls(harness.client, operation, 1, refused(operation));
    const explanation = await harness.why();
    expect(explanation.waits[0]).toMatchObject({
      list: { pending: { notKnown: expect.stringContaining('NotPermitted: ') } },
    });
    expect(`${explanation}`).toContain(
      'How many tasks wait there is not known: NotPermitted: User: op is not authorized to perform: ' +
        'swf:CountPendingActivityTasks.',
    );
  });

  it('says that other executions are not known if IAM does not allow to list them', async () => {
    const harness = await WhyHarness.deciding(resizing);
    harness.pass(100);
    const { runId } = await harness.find('album-7');
    for (const operation of ['ListOpenWorkflowExecutions', 'ListClosedWorkflowExecutions'])
      failCalls(harness.client, operation, 2, refused(operation));
    const explanation = await harness.whyRun({ workflowId: 'album-7', runId });
    expect(explanation.state).toBe('stuck');
    expect(`${explanation}`).toContain(
      'None was taken since, nor before, in this history (other executions are not known: NotPermitted: User: op is not ' +
        'authorized to perform: swf:ListOpenWorkflowExecutions).',
    );
  });
});
