import {
  CountPendingActivityTasksCommand,
  DeprecateActivityTypeCommand,
  DescribeWorkflowExecutionCommand,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCanceledCommand,
  RespondActivityTaskCompletedCommand,
  RespondActivityTaskFailedCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { activityList, activityType, domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';

describe('ScheduleActivityTask', () => {
  it('puts a task on its list, with the options of the decision before those of the type', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const given = {
      input: 'in',
      control: 'c',
      taskList: { name: 'mine' },
      taskPriority: '4',
      heartbeatTimeout: '9',
    };
    await harness.decide(schedule('a', given));
    expect(await harness.attributes(execution, 'ActivityTaskScheduled')).toEqual({
      activityId: 'a',
      activityType,
      ...given,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 'NONE',
      decisionTaskCompletedEventId: 4,
    });
    const { $metadata, taskToken, ...task } = await harness.pollActivity({ name: 'mine' });
    expect($metadata.httpStatusCode).toBe(200);
    expect(taskToken).toMatch(/^AAAAKgAAAAEAAAAA/);
    expect(task).toEqual({
      activityId: 'a',
      activityType,
      input: 'in',
      startedEventId: 6,
      workflowExecution: execution,
    });
  });

  it('fails for a type that does not exist or is deprecated', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.client.send(new DeprecateActivityTypeCommand({ domain, activityType }));
    const other = { name: 'Resize', version: '2' };
    await harness.decide(schedule('a', { activityType: other }), schedule('b'));
    const [, , , , unknown, deprecated, next] = await harness.events(execution);
    expect(unknown?.scheduleActivityTaskFailedEventAttributes).toEqual({
      activityType: other,
      activityId: 'a',
      cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST',
      decisionTaskCompletedEventId: 4,
    });
    expect(deprecated?.scheduleActivityTaskFailedEventAttributes?.cause).toBe('ACTIVITY_TYPE_DEPRECATED');
    expect(next?.eventType).toBe('DecisionTaskScheduled');
  });

  it('fails for an id that is in use, and accepts it again once it is free', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a'), schedule('a'));
    expect(await harness.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({
      cause: 'ACTIVITY_ID_ALREADY_IN_USE',
    });
    const { taskToken } = await harness.pollActivity();
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken }));
    await harness.decide(schedule('a'));
    expect((await harness.types(execution)).at(-1)).toBe('ActivityTaskScheduled');
  });

  it('fails beyond the quota of open activity tasks', async () => {
    const harness = await SdkHarness.open({ quotas: { openActivityTasksPerExecution: 2 } });
    const execution = await harness.start();
    await harness.decide(schedule('a'), schedule('b'), schedule('c'));
    expect(await harness.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({
      activityId: 'c',
      cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED',
    });
  });

  it('fails for options that neither the decision nor the type has, one at a time and in SWF’s order', async () => {
    const harness = await SdkHarness.open();
    const bare = { name: 'Bare', version: '1' };
    await harness.registerActivityType({
      ...bare,
      defaultTaskList: undefined,
      defaultTaskHeartbeatTimeout: undefined,
      defaultTaskScheduleToCloseTimeout: undefined,
      defaultTaskScheduleToStartTimeout: undefined,
      defaultTaskStartToCloseTimeout: undefined,
    });
    const execution = await harness.start();
    const given: Record<string, unknown> = { activityType: bare };
    const values = {
      taskList: { name: 'l' },
      scheduleToStartTimeout: '1',
      scheduleToCloseTimeout: '1',
      startToCloseTimeout: '1',
      heartbeatTimeout: '1',
    };
    for (const [name, value] of Object.entries(values)) {
      await harness.decide(schedule('a', given));
      const cause = `DEFAULT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}_UNDEFINED`;
      expect(await harness.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({ cause });
      given[name] = value;
    }
    await harness.decide(schedule('a', given));
    expect((await harness.types(execution)).at(-1)).toBe('ActivityTaskScheduled');
  });
});

describe('a worker', () => {
  it.each([
    [
      'completes',
      ({ client }: SdkHarness, taskToken = '') =>
        client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'r' })),
      'ActivityTaskCompleted',
      { result: 'r' },
    ],
    [
      'fails',
      ({ client }: SdkHarness, taskToken = '') =>
        client.send(new RespondActivityTaskFailedCommand({ taskToken, reason: 'r', details: 'd' })),
      'ActivityTaskFailed',
      { reason: 'r', details: 'd' },
    ],
    [
      'cancels',
      ({ client }: SdkHarness, taskToken = '') =>
        client.send(new RespondActivityTaskCanceledCommand({ taskToken, details: 'd' })),
      'ActivityTaskCanceled',
      { details: 'd', latestCancelRequestedEventId: 0 },
    ],
  ])('%s a task once, which wakes the decider', async (_, answer, type, attributes) => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a'));
    const { taskToken } = await harness.pollActivity();
    await answer(harness, taskToken);
    expect(await harness.types(execution, 7)).toEqual([type, 'DecisionTaskScheduled']);
    expect(await harness.attributes(execution, type)).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      ...attributes,
    });
    await expectFault(
      answer(harness, taskToken),
      'UnknownResourceFault',
      'Unknown activity, scheduledEventId = 5',
    );
    const described = await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect(described.openCounts?.openActivityTasks).toBe(0);
  });

  it('cannot respond for a closed execution', async () => {
    const harness = await SdkHarness.open();
    const { runId } = await harness.start();
    await harness.decide(schedule('a'));
    const { taskToken } = await harness.pollActivity();
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    const message = `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${runId}]`;
    for (const call of [
      harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken })),
    ]) {
      await expectFault(call, 'UnknownResourceFault', message);
    }
  });

  it('requires a token issued by this service', async () => {
    const { client } = await SdkHarness.open();
    const taskToken = Buffer.from('nonsense').toString('base64');
    for (const call of [
      client.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      client.send(new RespondActivityTaskFailedCommand({ taskToken })),
      client.send(new RespondActivityTaskCanceledCommand({ taskToken })),
      client.send(new RecordActivityTaskHeartbeatCommand({ taskToken })),
    ]) {
      await expectFault(call, 'ValidationException', 'Invalid token');
    }
  });

  it('cannot exceed the documented lengths', async () => {
    const { client } = await SdkHarness.open();
    const taskToken = 'x';
    await expectFault(
      client.send(new RespondActivityTaskFailedCommand({ taskToken, reason: 'r'.repeat(257) })),
      'ValidationException',
      /at 'reason' failed to satisfy constraint: Member must have length less than or equal to 256/,
    );
    await expectFault(
      client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details: 'd'.repeat(2049) })),
      'ValidationException',
      /at 'details'.*2048/,
    );
  });
});

describe('RequestCancelActivityTask', () => {
  it('cancels a task that has not started, which leaves its list', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const count = async () =>
      (await harness.client.send(new CountPendingActivityTasksCommand({ domain, taskList: activityList })))
        .count;
    await harness.decide(schedule('a'), schedule('b'));
    expect(await count()).toBe(2);
    await harness.client.send(
      new RespondActivityTaskCompletedCommand({ taskToken: (await harness.pollActivity()).taskToken }),
    );
    expect(await count()).toBe(1);
    await harness.decide(decision('RequestCancelActivityTask', { activityId: 'b' }));
    expect(await count()).toBe(0);
    expect(await harness.types(execution, 12)).toEqual([
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
      'DecisionTaskScheduled',
    ]);
    expect(await harness.attributes(execution, 'ActivityTaskCanceled')).toEqual({
      scheduledEventId: 6,
      startedEventId: 0,
      latestCancelRequestedEventId: 12,
    });
  });

  it('reaches the worker of a started task with its next heartbeat, and leaves the outcome to it', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(
      schedule('a'),
      schedule('b'),
      decision('StartTimer', { timerId: 't', startToFireTimeout: '0' }),
    );
    const a = await harness.pollActivity();
    const b = await harness.pollActivity();
    const heartbeat = ({ taskToken }: typeof a) =>
      harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    expect((await heartbeat(a)).cancelRequested).toBe(false);
    const cancel = decision('RequestCancelActivityTask', { activityId: 'a' });
    await harness.decide(cancel, cancel, decision('RequestCancelActivityTask', { activityId: 'b' }));
    expect(await harness.types(execution, 14)).toEqual([
      'ActivityTaskCancelRequested',
      'ActivityTaskCancelRequested',
      'ActivityTaskCancelRequested',
    ]);
    expect((await heartbeat(a)).cancelRequested).toBe(true);
    await harness.client.send(new RespondActivityTaskCanceledCommand({ taskToken: a.taskToken }));
    expect(await harness.attributes(execution, 'ActivityTaskCanceled')).toMatchObject({
      latestCancelRequestedEventId: 15,
    });
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken: b.taskToken }));
    expect((await harness.types(execution)).at(-1)).toBe('ActivityTaskCompleted');
  });

  it('fails for an id that is not open', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('RequestCancelActivityTask', { activityId: 'x' }));
    expect(await harness.attributes(execution, 'RequestCancelActivityTaskFailed')).toEqual({
      activityId: 'x',
      cause: 'ACTIVITY_ID_UNKNOWN',
      decisionTaskCompletedEventId: 4,
    });
  });
});

describe('an activity task', () => {
  it('that was scheduled in the same response as a failed close still runs', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const task = await harness.pollDecision();
    await harness.respond(task, schedule('a'), decision('CancelTimer', { timerId: 'x' }));
    expect((await harness.pollActivity()).activityId).toBe('a');
  });

  it('is abandoned when its execution closes, and stays counted in it', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a'), schedule('b'), complete());
    const { openCounts } = await harness.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openActivityTasks).toBe(2);
    const { count } = await harness.client.send(
      new CountPendingActivityTasksCommand({ domain, taskList: activityList }),
    );
    expect(count).toBe(0);
    harness.clock.advance(86_400_000);
    expect((await harness.types(execution)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});
