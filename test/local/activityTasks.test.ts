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
import {
  activityList,
  activityType,
  complete,
  decision,
  domain,
  expectFault,
  schedule,
  World,
} from './support.js';

describe('ScheduleActivityTask', () => {
  it('puts a task on its list, with the values of the decision before those of the type', async () => {
    const world = await World.create();
    const execution = await world.start();
    const given = {
      input: 'in',
      control: 'c',
      taskList: { name: 'mine' },
      taskPriority: '4',
      heartbeatTimeout: '9',
    };
    await world.decide(schedule('a', given));
    expect(await world.attributes(execution, 'ActivityTaskScheduled')).toEqual({
      activityId: 'a',
      activityType,
      ...given,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 'NONE',
      decisionTaskCompletedEventId: 4,
    });
    const { $metadata, taskToken, ...task } = await world.pollActivity({ name: 'mine' });
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

  it('fails for a type that is not there or deprecated', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.client.send(new DeprecateActivityTypeCommand({ domain, activityType }));
    const other = { name: 'Resize', version: '2' };
    await world.decide(schedule('a', { activityType: other }), schedule('b'));
    const [, , , , unknown, deprecated, next] = await world.events(execution);
    expect(unknown?.scheduleActivityTaskFailedEventAttributes).toEqual({
      activityType: other,
      activityId: 'a',
      cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST',
      decisionTaskCompletedEventId: 4,
    });
    expect(deprecated?.scheduleActivityTaskFailedEventAttributes?.cause).toBe('ACTIVITY_TYPE_DEPRECATED');
    expect(next?.eventType).toBe('DecisionTaskScheduled');
  });

  it('fails for an id that is in use, and takes it again once it is free', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a'), schedule('a'));
    expect(await world.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({
      cause: 'ACTIVITY_ID_ALREADY_IN_USE',
    });
    const { taskToken } = await world.pollActivity();
    await world.client.send(new RespondActivityTaskCompletedCommand({ taskToken }));
    await world.decide(schedule('a'));
    expect((await world.types(execution)).at(-1)).toBe('ActivityTaskScheduled');
  });

  it('fails beyond the quota of open activity tasks', async () => {
    const world = await World.create({ quotas: { openActivityTasksPerExecution: 2 } });
    const execution = await world.start();
    await world.decide(schedule('a'), schedule('b'), schedule('c'));
    expect(await world.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({
      activityId: 'c',
      cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED',
    });
  });

  it('misses what neither the decision nor the type gives, one value at a time and in SWF’s order', async () => {
    const world = await World.create();
    const bare = { name: 'Bare', version: '1' };
    await world.registerActivityType({
      ...bare,
      defaultTaskList: undefined,
      defaultTaskHeartbeatTimeout: undefined,
      defaultTaskScheduleToCloseTimeout: undefined,
      defaultTaskScheduleToStartTimeout: undefined,
      defaultTaskStartToCloseTimeout: undefined,
    });
    const execution = await world.start();
    const given: Record<string, unknown> = { activityType: bare };
    const values = {
      taskList: { name: 'l' },
      scheduleToStartTimeout: '1',
      scheduleToCloseTimeout: '1',
      startToCloseTimeout: '1',
      heartbeatTimeout: '1',
    };
    for (const [name, value] of Object.entries(values)) {
      await world.decide(schedule('a', given));
      const cause = `DEFAULT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}_UNDEFINED`;
      expect(await world.attributes(execution, 'ScheduleActivityTaskFailed')).toMatchObject({ cause });
      given[name] = value;
    }
    await world.decide(schedule('a', given));
    expect((await world.types(execution)).at(-1)).toBe('ActivityTaskScheduled');
  });
});

describe('a worker', () => {
  it.each([
    [
      'completes',
      ({ client }: World, taskToken = '') =>
        client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'r' })),
      'ActivityTaskCompleted',
      { result: 'r' },
    ],
    [
      'fails',
      ({ client }: World, taskToken = '') =>
        client.send(new RespondActivityTaskFailedCommand({ taskToken, reason: 'r', details: 'd' })),
      'ActivityTaskFailed',
      { reason: 'r', details: 'd' },
    ],
    [
      'cancels',
      ({ client }: World, taskToken = '') =>
        client.send(new RespondActivityTaskCanceledCommand({ taskToken, details: 'd' })),
      'ActivityTaskCanceled',
      { details: 'd', latestCancelRequestedEventId: 0 },
    ],
  ])('%s a task once, and the decider is asked', async (_, answer, type, attributes) => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a'));
    const { taskToken } = await world.pollActivity();
    await answer(world, taskToken);
    expect(await world.types(execution, 7)).toEqual([type, 'DecisionTaskScheduled']);
    expect(await world.attributes(execution, type)).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      ...attributes,
    });
    await expectFault(
      answer(world, taskToken),
      'UnknownResourceFault',
      'Unknown activity, scheduledEventId = 5',
    );
    const described = await world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect(described.openCounts?.openActivityTasks).toBe(0);
  });

  it('cannot answer for an execution that is closed', async () => {
    const world = await World.create();
    const { runId } = await world.start();
    await world.decide(schedule('a'));
    const { taskToken } = await world.pollActivity();
    await world.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    const message = `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${runId}]`;
    for (const call of [
      world.client.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      world.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken })),
    ]) {
      await expectFault(call, 'UnknownResourceFault', message);
    }
  });

  it('needs a token that this service has made', async () => {
    const { client } = await World.create();
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

  it('cannot give more than the documented lengths', async () => {
    const { client } = await World.create();
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
  it('cancels a task that nobody has started, which leaves its list', async () => {
    const world = await World.create();
    const execution = await world.start();
    const count = async () =>
      (await world.client.send(new CountPendingActivityTasksCommand({ domain, taskList: activityList })))
        .count;
    await world.decide(schedule('a'), schedule('b'));
    expect(await count()).toBe(2);
    await world.client.send(
      new RespondActivityTaskCompletedCommand({ taskToken: (await world.pollActivity()).taskToken }),
    );
    expect(await count()).toBe(1);
    await world.decide(decision('RequestCancelActivityTask', { activityId: 'b' }));
    expect(await count()).toBe(0);
    expect(await world.types(execution, 12)).toEqual([
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
      'DecisionTaskScheduled',
    ]);
    expect(await world.attributes(execution, 'ActivityTaskCanceled')).toEqual({
      scheduledEventId: 6,
      startedEventId: 0,
      latestCancelRequestedEventId: 12,
    });
  });

  it('tells the worker of a started task at its next heartbeat, and lets it answer as it likes', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(
      schedule('a'),
      schedule('b'),
      decision('StartTimer', { timerId: 't', startToFireTimeout: '0' }),
    );
    const a = await world.pollActivity();
    const b = await world.pollActivity();
    const heartbeat = ({ taskToken }: typeof a) =>
      world.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    expect((await heartbeat(a)).cancelRequested).toBe(false);
    const cancel = decision('RequestCancelActivityTask', { activityId: 'a' });
    await world.decide(cancel, cancel, decision('RequestCancelActivityTask', { activityId: 'b' }));
    expect(await world.types(execution, 14)).toEqual([
      'ActivityTaskCancelRequested',
      'ActivityTaskCancelRequested',
      'ActivityTaskCancelRequested',
    ]);
    expect((await heartbeat(a)).cancelRequested).toBe(true);
    await world.client.send(new RespondActivityTaskCanceledCommand({ taskToken: a.taskToken }));
    expect(await world.attributes(execution, 'ActivityTaskCanceled')).toMatchObject({
      latestCancelRequestedEventId: 15,
    });
    await world.client.send(new RespondActivityTaskCompletedCommand({ taskToken: b.taskToken }));
    expect((await world.types(execution)).at(-1)).toBe('ActivityTaskCompleted');
  });

  it('fails for an id that is not open', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(decision('RequestCancelActivityTask', { activityId: 'x' }));
    expect(await world.attributes(execution, 'RequestCancelActivityTaskFailed')).toEqual({
      activityId: 'x',
      cause: 'ACTIVITY_ID_UNKNOWN',
      decisionTaskCompletedEventId: 4,
    });
  });
});

describe('an activity task', () => {
  it('that was scheduled along with a refused close still runs', async () => {
    const world = await World.create();
    await world.start();
    const task = await world.pollDecision();
    await world.respond(task, schedule('a'), decision('CancelTimer', { timerId: 'x' }));
    expect((await world.pollActivity()).activityId).toBe('a');
  });

  it('is abandoned when its execution closes, and stays counted in it', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a'), schedule('b'), complete());
    const { openCounts } = await world.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openActivityTasks).toBe(2);
    const { count } = await world.client.send(
      new CountPendingActivityTasksCommand({ domain, taskList: activityList }),
    );
    expect(count).toBe(0);
    world.clock.advance(86_400_000);
    expect((await world.types(execution)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});
