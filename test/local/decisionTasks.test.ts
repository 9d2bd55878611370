import {
  CountPendingDecisionTasksCommand,
  DescribeWorkflowExecutionCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { decisionList, domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';

const signal = (workflowId = 'w1') =>
  new SignalWorkflowExecutionCommand({ domain, workflowId, signalName: 's' });

describe('a decision task that is polled', () => {
  it('has its execution, its type and the history up to its own start', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const task = await harness.pollDecision({ identity: 'decider 1' });
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

  it('refers to the start of the previous completed task, not of one that timed out', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const first = await harness.decide(schedule('a'));
    await harness.client.send(signal());
    await harness.pollDecision();
    harness.clock.advance(60_000);
    const third = await harness.pollDecision();
    expect(third.previousStartedEventId).toBe(first.startedEventId);
    await harness.respond(third);
    await harness.client.send(signal());
    const fourth = await harness.pollDecision();
    expect(fourth.previousStartedEventId).toBe(third.startedEventId);
  });

  it('can have only the events since the previous start', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const startAtPreviousStartedEvent = true;
    const first = await harness.pollDecision({ startAtPreviousStartedEvent });
    expect(first.events?.[0]?.eventId).toBe(1);
    await harness.respond(first);
    await harness.client.send(signal());
    const second = await harness.pollDecision({ startAtPreviousStartedEvent });
    expect(second.events?.map(event => event.eventId)).toEqual([3, 4, 5, 6, 7]);
  });

  it('keeps its token within the maximum length, however long its workflow id', async () => {
    const harness = await SdkHarness.open();
    const workflowId = '\u{1F600}'.repeat(128);
    await harness.start(workflowId);
    const task = await harness.pollDecision();
    expect(task.taskToken?.length).toBeLessThanOrEqual(1024);
    await harness.respond(task, complete());
  });
});

describe('a decision task', () => {
  it('is scheduled once for all that happens before it starts', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.client.send(signal());
    await harness.client.send(signal());
    expect(await harness.types(execution, 3)).toEqual([
      'WorkflowExecutionSignaled',
      'WorkflowExecutionSignaled',
    ]);
  });

  it('is scheduled immediately behind a running one, and is handed out when that one is completed', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const running = await harness.pollDecision();
    await harness.client.send(signal());
    await harness.client.send(signal());
    expect(await harness.types(execution, 4)).toEqual([
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'WorkflowExecutionSignaled',
    ]);
    const { answer } = await harness.waiting(harness.pollDecision());
    await harness.respond(running);
    const next = await answer;
    expect(next.events?.at(-1)?.decisionTaskStartedEventAttributes?.scheduledEventId).toBe(5);
    expect(await harness.types(execution, 7)).toEqual(['DecisionTaskCompleted', 'DecisionTaskStarted']);
  });

  it('is pending until it starts, even behind a running one', async () => {
    const harness = await SdkHarness.open();
    const pending = async (name = decisionList.name) => {
      const counted = await harness.client.send(
        new CountPendingDecisionTasksCommand({ domain, taskList: { name } }),
      );
      return [counted.count, counted.truncated];
    };
    expect(await pending()).toEqual([0, false]);
    await harness.start('w1');
    await harness.start('w2');
    expect(await pending()).toEqual([2, false]);
    const first = await harness.pollDecision();
    expect(await pending()).toEqual([1, false]);
    await harness.client.send(signal(first.workflowExecution?.workflowId));
    expect(await pending()).toEqual([2, false]);
    await harness.client.send(
      new TerminateWorkflowExecutionCommand({ domain, workflowId: first.workflowExecution?.workflowId }),
    );
    expect(await pending()).toEqual([1, false]);
    expect(await pending('never used')).toEqual([0, false]);
    await expectFault(
      harness.client.send(
        new CountPendingDecisionTasksCommand({ domain: 'nowhere', taskList: decisionList }),
      ),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
  });

  it('is not scheduled by an empty decision, even if nothing else is open', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const task = await harness.pollDecision();
    await harness.client.send(new RespondDecisionTaskCompletedCommand({ taskToken: task.taskToken }));
    expect(await harness.types(execution, 4)).toEqual(['DecisionTaskCompleted']);
  });

  it('is scheduled once, after the last event, for all decisions that failed in one response', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(
      decision('CancelTimer', { timerId: 'none' }),
      decision('RecordMarker', { markerName: 'm' }),
      decision('RequestCancelActivityTask', { activityId: 'none' }),
    );
    expect(await harness.types(execution, 5)).toEqual([
      'CancelTimerFailed',
      'MarkerRecorded',
      'RequestCancelActivityTaskFailed',
      'DecisionTaskScheduled',
    ]);
  });

  it('is not scheduled again for failed decisions if one is queued already', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const running = await harness.pollDecision();
    await harness.client.send(signal());
    await harness.respond(running, decision('CancelTimer', { timerId: 'none' }));
    expect(await harness.types(execution, 6)).toEqual(['DecisionTaskCompleted', 'CancelTimerFailed']);
  });
});

describe('responding to a decision task', () => {
  it('is possible once', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const task = await harness.decide();
    await expectFault(
      harness.respond(task),
      'UnknownResourceFault',
      'Unknown decision task, scheduledEventId = 2',
    );
  });

  it('is not possible once the execution is closed', async () => {
    const harness = await SdkHarness.open();
    const { runId } = await harness.start();
    const task = await harness.decide(complete());
    await expectFault(
      harness.respond(task),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${runId}]`,
    );
  });

  it('requires a token of a decision task issued by this service', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    await harness.decide(schedule('a'));
    const activity = await harness.pollActivity();
    const elsewhere = await SdkHarness.open();
    await elsewhere.start();
    const foreign = await elsewhere.pollDecision();
    for (const taskToken of ['x', 'AAAAKgAAAAEAAAAA', `${activity.taskToken}`, `${foreign.taskToken}`]) {
      await expectFault(harness.respond({ taskToken }), 'ValidationException', 'Invalid token');
    }
  });

  it('changes nothing when one decision is malformed, and the token stays valid', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const task = await harness.pollDecision();
    await expectFault(
      harness.respond(
        task,
        decision('RecordMarker', { markerName: 'm' }),
        decision('StartTimer', { timerId: undefined, startToFireTimeout: 'NONE' }),
      ),
      'ValidationException',
      /^2 validation errors detected: Value null at 'decisions\.2\.member\.startTimerDecisionAttributes\.timerId' failed to satisfy constraint: Member must not be null; Value 'NONE' at 'decisions\.2\.member\.startTimerDecisionAttributes\.startToFireTimeout'/,
    );
    await expectFault(
      harness.respond(task, complete(), complete()),
      'ValidationException',
      'Close must be last decision in list',
    );
    await expectFault(
      harness.respond(task, complete(), decision('RecordMarker', { markerName: 'm' })),
      'ValidationException',
      'Close must be last decision in list',
    );
    expect(await harness.types(execution, 4)).toEqual([]);
    await harness.respond(task, complete());
  });

  it('fails a close when there are new events since the task started, and keeps the other decisions', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    for (const close of [
      decision('CompleteWorkflowExecution'),
      decision('FailWorkflowExecution'),
      decision('CancelWorkflowExecution'),
      decision('ContinueAsNewWorkflowExecution'),
    ]) {
      const task = await harness.pollDecision();
      await harness.client.send(signal());
      await harness.respond(task, decision('RecordMarker', { markerName: 'kept' }), close);
      const [marked, refused] = (await harness.types(execution)).slice(-2);
      expect([marked, refused]).toEqual(['MarkerRecorded', `${close.decisionType}Failed`]);
      expect(await harness.attributes(execution, `${close.decisionType}Failed`)).toMatchObject({
        cause: 'UNHANDLED_DECISION',
      });
    }
    await harness.decide(complete());
  });

  it('accepts a close after events that came before the task started, and after events that wake no decider', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    await harness.decide(schedule('a'));
    await harness.client.send(signal());
    await harness.client.send(signal());
    const task = await harness.pollDecision();
    await harness.pollActivity();
    const execution = task.workflowExecution ?? {};
    await harness.respond(task, complete());
    const described = await harness.client.send(
      new DescribeWorkflowExecutionCommand({
        domain,
        execution: { workflowId: 'w1', runId: '', ...execution },
      }),
    );
    expect(described.executionInfo?.closeStatus).toBe('COMPLETED');
  });

  it('accepts a close after a decision that failed in the same response', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('CancelTimer', { timerId: 'none' }), complete());
    expect(await harness.types(execution, 5)).toEqual(['CancelTimerFailed', 'WorkflowExecutionCompleted']);
  });

  it('keeps the execution context until another one is given', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const context = async () =>
      (await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution })))
        .latestExecutionContext;
    expect(await context()).toBeUndefined();
    for (const [executionContext, expected] of [
      ['one', 'one'],
      [undefined, 'one'],
      ['', ''],
    ]) {
      await harness.client.send(signal());
      const { taskToken } = await harness.pollDecision();
      await harness.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, executionContext }));
      expect(await context()).toBe(expected);
    }
  });
});

describe('a task list override', () => {
  const sticky = { name: 'sticky' };

  async function overridden(taskListScheduleToStartTimeout?: string) {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const { taskToken } = await harness.pollDecision();
    await harness.client.send(
      new RespondDecisionTaskCompletedCommand({
        taskToken,
        taskList: sticky,
        taskListScheduleToStartTimeout,
      }),
    );
    await harness.client.send(signal());
    return { harness, execution };
  }

  it('sends later decision tasks to another list until the own list is named again', async () => {
    const { harness, execution } = await overridden();
    expect(await harness.attributes(execution, 'DecisionTaskCompleted')).toMatchObject({ taskList: sticky });
    const { taskToken } = await harness.pollDecision({ taskList: sticky });
    await harness.client.send(new RespondDecisionTaskCompletedCommand({ taskToken, taskList: decisionList }));
    await harness.client.send(signal());
    expect((await harness.pollDecision()).taskToken).toBeDefined();
  });

  it('with a timeout ends when no decider takes a task in time', async () => {
    const { harness, execution } = await overridden('5');
    expect(await harness.attributes(execution, 'DecisionTaskScheduled')).toMatchObject({
      taskList: sticky,
      scheduleToStartTimeout: '5',
    });
    harness.clock.advance(5000);
    expect(await harness.attributes(execution, 'DecisionTaskTimedOut')).toEqual({
      timeoutType: 'SCHEDULE_TO_START',
      scheduledEventId: 6,
      startedEventId: 0,
    });
    expect(await harness.attributes(execution, 'DecisionTaskScheduled')).toMatchObject({
      taskList: decisionList,
      scheduleToStartTimeout: 'NONE',
    });
    expect((await harness.pollDecision()).taskToken).toBeDefined();
  });

  it('with a timeout ends when a started task is not completed in time', async () => {
    const { harness, execution } = await overridden('5');
    await harness.pollDecision({ taskList: sticky });
    harness.clock.advance(60_000);
    expect((await harness.types(execution)).slice(-2)).toEqual([
      'DecisionTaskTimedOut',
      'DecisionTaskScheduled',
    ]);
    expect((await harness.pollDecision()).taskToken).toBeDefined();
  });
});

describe('an event elsewhere', () => {
  it('wakes a waiting decider as soon as an activity completes', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    await harness.decide(schedule('a'));
    const { answer } = await harness.waiting(harness.pollDecision());
    const { taskToken } = await harness.pollActivity();
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'r' }));
    expect((await answer).events?.map(event => event.eventType)).toContain('ActivityTaskCompleted');
  });
});
