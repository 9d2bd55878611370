import {
  CountPendingDecisionTasksCommand,
  DescribeWorkflowExecutionCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import {
  complete,
  decision,
  decisionList,
  domain,
  expectFault,
  schedule,
  World,
  workflowType,
} from './support.js';

const signal = (workflowId = 'w1') =>
  new SignalWorkflowExecutionCommand({ domain, workflowId, signalName: 's' });

describe('a decision task that is polled', () => {
  it('comes with its execution, its type and the history up to its own start', async () => {
    const world = await World.create();
    const execution = await world.start();
    const task = await world.pollDecision({ identity: 'decider 1' });
    expect(task).toMatchObject({
      startedEventId: 3,
      previousStartedEventId: 0,
      workflowExecution: execution,
      workflowType,
    });
    expect(task.taskToken).toMatch(/^AAAAKgAAAAEAAAAA/);
    expect(task.taskToken?.length).toBeLessThanOrEqual(1024);
    expect(task).not.toHaveProperty('nextPageToken');
    expect(task.events?.map(event => event.eventType)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
    ]);
    expect(task.events?.at(-1)?.decisionTaskStartedEventAttributes).toEqual({
      scheduledEventId: 2,
      identity: 'decider 1',
    });
  });

  it('names the start of the previous task that was completed, not of one that timed out', async () => {
    const world = await World.create();
    await world.start();
    const first = await world.decide(schedule('a'));
    await world.client.send(signal());
    await world.pollDecision();
    world.clock.advance(60_000);
    const third = await world.pollDecision();
    expect(third.previousStartedEventId).toBe(first.startedEventId);
    await world.respond(third);
    await world.client.send(signal());
    const fourth = await world.pollDecision();
    expect(fourth.previousStartedEventId).toBe(third.startedEventId);
  });

  it('can come with the events from the previous start on only', async () => {
    const world = await World.create();
    await world.start();
    const startAtPreviousStartedEvent = true;
    const first = await world.pollDecision({ startAtPreviousStartedEvent });
    expect(first.events?.[0]?.eventId).toBe(1);
    await world.respond(first);
    await world.client.send(signal());
    const second = await world.pollDecision({ startAtPreviousStartedEvent });
    expect(second.events?.map(event => event.eventId)).toEqual([3, 4, 5, 6, 7]);
  });

  it('can be long-named: the token stays within what clients take', async () => {
    const world = await World.create();
    const workflowId = '\u{1F600}'.repeat(128);
    await world.start(workflowId);
    const task = await world.pollDecision();
    expect(task.taskToken?.length).toBeLessThanOrEqual(1024);
    await world.respond(task, complete());
  });
});

describe('a decision task', () => {
  it('is scheduled once for all that happens before it starts', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.client.send(signal());
    await world.client.send(signal());
    expect(await world.types(execution, 3)).toEqual([
      'WorkflowExecutionSignaled',
      'WorkflowExecutionSignaled',
    ]);
  });

  it('is scheduled at once behind a running one, and is handed out when that one is completed', async () => {
    const world = await World.create();
    const execution = await world.start();
    const running = await world.pollDecision();
    await world.client.send(signal());
    await world.client.send(signal());
    expect(await world.types(execution, 4)).toEqual([
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'WorkflowExecutionSignaled',
    ]);
    const { answer } = await world.waiting(world.pollDecision());
    await world.respond(running);
    const next = await answer;
    expect(next.events?.at(-1)?.decisionTaskStartedEventAttributes?.scheduledEventId).toBe(5);
    expect(await world.types(execution, 7)).toEqual(['DecisionTaskCompleted', 'DecisionTaskStarted']);
  });

  it('is pending until it starts, also while it waits behind a running one', async () => {
    const world = await World.create();
    const pending = async (name = decisionList.name) => {
      const counted = await world.client.send(
        new CountPendingDecisionTasksCommand({ domain, taskList: { name } }),
      );
      return [counted.count, counted.truncated];
    };
    expect(await pending()).toEqual([0, false]);
    await world.start('w1');
    await world.start('w2');
    expect(await pending()).toEqual([2, false]);
    const first = await world.pollDecision();
    expect(await pending()).toEqual([1, false]);
    await world.client.send(signal(first.workflowExecution?.workflowId));
    expect(await pending()).toEqual([2, false]);
    await world.client.send(
      new TerminateWorkflowExecutionCommand({ domain, workflowId: first.workflowExecution?.workflowId }),
    );
    expect(await pending()).toEqual([1, false]);
    expect(await pending('never used')).toEqual([0, false]);
    await expectFault(
      world.client.send(new CountPendingDecisionTasksCommand({ domain: 'nowhere', taskList: decisionList })),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
  });

  it('is not scheduled by an empty decision, even if nothing else is open', async () => {
    const world = await World.create();
    const execution = await world.start();
    const task = await world.pollDecision();
    await world.client.send(new RespondDecisionTaskCompletedCommand({ taskToken: task.taskToken }));
    expect(await world.types(execution, 4)).toEqual(['DecisionTaskCompleted']);
  });

  it('is scheduled once, after the last event, for all decisions that failed in one response', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(
      decision('CancelTimer', { timerId: 'none' }),
      decision('RecordMarker', { markerName: 'm' }),
      decision('RequestCancelActivityTask', { activityId: 'none' }),
    );
    expect(await world.types(execution, 5)).toEqual([
      'CancelTimerFailed',
      'MarkerRecorded',
      'RequestCancelActivityTaskFailed',
      'DecisionTaskScheduled',
    ]);
  });

  it('is not scheduled again for failed decisions if one is queued already', async () => {
    const world = await World.create();
    const execution = await world.start();
    const running = await world.pollDecision();
    await world.client.send(signal());
    await world.respond(running, decision('CancelTimer', { timerId: 'none' }));
    expect(await world.types(execution, 6)).toEqual(['DecisionTaskCompleted', 'CancelTimerFailed']);
  });
});

describe('answering a decision task', () => {
  it('is possible once', async () => {
    const world = await World.create();
    await world.start();
    const task = await world.decide();
    await expectFault(
      world.respond(task),
      'UnknownResourceFault',
      'Unknown decision task, scheduledEventId = 2',
    );
  });

  it('is not possible once the execution is closed', async () => {
    const world = await World.create();
    const { runId } = await world.start();
    const task = await world.decide(complete());
    await expectFault(
      world.respond(task),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${runId}]`,
    );
  });

  it('needs a token of a decision task that this service has made', async () => {
    const world = await World.create();
    await world.start();
    await world.decide(schedule('a'));
    const activity = await world.pollActivity();
    const elsewhere = await World.create();
    await elsewhere.start();
    const foreign = await elsewhere.pollDecision();
    for (const taskToken of ['x', 'AAAAKgAAAAEAAAAA', `${activity.taskToken}`, `${foreign.taskToken}`]) {
      await expectFault(world.respond({ taskToken }), 'ValidationException', 'Invalid token');
    }
  });

  it('changes nothing at all when one decision is malformed, and the token stays good', async () => {
    const world = await World.create();
    const execution = await world.start();
    const task = await world.pollDecision();
    await expectFault(
      world.respond(
        task,
        decision('RecordMarker', { markerName: 'm' }),
        decision('StartTimer', { timerId: undefined, startToFireTimeout: 'NONE' }),
      ),
      'ValidationException',
      /^2 validation errors detected: Value null at 'decisions\.2\.member\.startTimerDecisionAttributes\.timerId' failed to satisfy constraint: Member must not be null; Value 'NONE' at 'decisions\.2\.member\.startTimerDecisionAttributes\.startToFireTimeout'/,
    );
    await expectFault(
      world.respond(task, complete(), complete()),
      'ValidationException',
      'Close must be last decision in list',
    );
    await expectFault(
      world.respond(task, complete(), decision('RecordMarker', { markerName: 'm' })),
      'ValidationException',
      'Close must be last decision in list',
    );
    expect(await world.types(execution, 4)).toEqual([]);
    await world.respond(task, complete());
  });

  it('refuses a close when something happened while the decider was deciding, and keeps the other decisions', async () => {
    const world = await World.create();
    const execution = await world.start();
    for (const close of [
      decision('CompleteWorkflowExecution'),
      decision('FailWorkflowExecution'),
      decision('CancelWorkflowExecution'),
      decision('ContinueAsNewWorkflowExecution'),
    ]) {
      const task = await world.pollDecision();
      await world.client.send(signal());
      await world.respond(task, decision('RecordMarker', { markerName: 'kept' }), close);
      const [marked, refused] = (await world.types(execution)).slice(-2);
      expect([marked, refused]).toEqual(['MarkerRecorded', `${close.decisionType}Failed`]);
      expect(await world.attributes(execution, `${close.decisionType}Failed`)).toMatchObject({
        cause: 'UNHANDLED_DECISION',
      });
    }
    await world.decide(complete());
  });

  it('accepts a close after what happened before the task started, and after what wakes no decider', async () => {
    const world = await World.create();
    await world.start();
    await world.decide(schedule('a'));
    await world.client.send(signal());
    await world.client.send(signal());
    const task = await world.pollDecision();
    await world.pollActivity();
    const execution = task.workflowExecution ?? {};
    await world.respond(task, complete());
    const described = await world.client.send(
      new DescribeWorkflowExecutionCommand({
        domain,
        execution: { workflowId: 'w1', runId: '', ...execution },
      }),
    );
    expect(described.executionInfo?.closeStatus).toBe('COMPLETED');
  });

  it('accepts a close after a decision that failed in the same response', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(decision('CancelTimer', { timerId: 'none' }), complete());
    expect(await world.types(execution, 5)).toEqual(['CancelTimerFailed', 'WorkflowExecutionCompleted']);
  });

  it('keeps the execution context until another one is given', async () => {
    const world = await World.create();
    const execution = await world.start();
    const context = async () =>
      (await world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution })))
        .latestExecutionContext;
    expect(await context()).toBeUndefined();
    for (const [executionContext, expected] of [
      ['one', 'one'],
      [undefined, 'one'],
      ['', ''],
    ]) {
      await world.client.send(signal());
      const { taskToken } = await world.pollDecision();
      await world.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, executionContext }));
      expect(await context()).toBe(expected);
    }
  });
});

describe('a task list override', () => {
  const sticky = { name: 'sticky' };

  async function overridden(taskListScheduleToStartTimeout?: string) {
    const world = await World.create();
    const execution = await world.start();
    const { taskToken } = await world.pollDecision();
    await world.client.send(
      new RespondDecisionTaskCompletedCommand({
        taskToken,
        taskList: sticky,
        taskListScheduleToStartTimeout,
      }),
    );
    await world.client.send(signal());
    return { world, execution };
  }

  it('sends later decision tasks to another list until the own list is named again', async () => {
    const { world, execution } = await overridden();
    expect(await world.attributes(execution, 'DecisionTaskCompleted')).toMatchObject({ taskList: sticky });
    const { taskToken } = await world.pollDecision({ taskList: sticky });
    await world.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, taskList: decisionList }));
    await world.client.send(signal());
    expect((await world.pollDecision()).taskToken).toBeDefined();
  });

  it('with a timeout ends when nobody takes a task in time', async () => {
    const { world, execution } = await overridden('5');
    expect(await world.attributes(execution, 'DecisionTaskScheduled')).toMatchObject({
      taskList: sticky,
      scheduleToStartTimeout: '5',
    });
    world.clock.advance(5000);
    expect(await world.attributes(execution, 'DecisionTaskTimedOut')).toEqual({
      timeoutType: 'SCHEDULE_TO_START',
      scheduledEventId: 6,
      startedEventId: 0,
    });
    expect(await world.attributes(execution, 'DecisionTaskScheduled')).toMatchObject({
      taskList: decisionList,
      scheduleToStartTimeout: 'NONE',
    });
    expect((await world.pollDecision()).taskToken).toBeDefined();
  });

  it('with a timeout ends when a task that was taken is not answered in time', async () => {
    const { world, execution } = await overridden('5');
    await world.pollDecision({ taskList: sticky });
    world.clock.advance(60_000);
    expect((await world.types(execution)).slice(-2)).toEqual([
      'DecisionTaskTimedOut',
      'DecisionTaskScheduled',
    ]);
    expect((await world.pollDecision()).taskToken).toBeDefined();
  });
});

describe('what happens in another room', () => {
  it('wakes a decider that waits, as soon as an activity completes', async () => {
    const world = await World.create();
    await world.start();
    await world.decide(schedule('a'));
    const { answer } = await world.waiting(world.pollDecision());
    const { taskToken } = await world.pollActivity();
    await world.client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'r' }));
    expect((await answer).events?.map(event => event.eventType)).toContain('ActivityTaskCompleted');
  });
});
