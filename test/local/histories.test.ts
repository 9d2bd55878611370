import {
  DescribeWorkflowExecutionCommand,
  GetWorkflowExecutionHistoryCommand,
  RequestCancelWorkflowExecutionCommand,
  RespondActivityTaskCompletedCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { callRaw } from '../harness/callRaw.js';
import { openSwf } from '../harness/openSwf.js';
import { domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';
import { toRow } from '../harness/sdkEvents.js';

const task = {
  taskList: { name: 'decisions' },
  startToCloseTimeout: '60',
  scheduleToStartTimeout: 'NONE',
};

async function cancelRequestedOf(
  harness: SdkHarness,
  execution: WorkflowExecution,
): Promise<boolean | undefined> {
  const described = await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
  return described.executionInfo?.cancelRequested;
}

/** Histories recorded from the real service, played again on the manual clock. */
describe('recorded histories', () => {
  it('A: an activity completes while the decision on a cancel request is running, and that decision is empty', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', { input: '{}' });
    harness.clock.advance(62);
    const first = await harness.pollDecision();
    harness.clock.advance(393);
    await harness.respond(first, schedule('a1', { input: '1', startToCloseTimeout: '300' }));
    harness.clock.advance(79);
    const activity = await harness.pollActivity();
    harness.clock.advance(856);
    await harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    harness.clock.advance(31);
    const second = await harness.pollDecision();
    harness.clock.advance(366);
    await harness.client.send(
      new RespondActivityTaskCompletedCommand({ taskToken: activity.taskToken, result: '2' }),
    );
    harness.clock.advance(37);
    await harness.respond(second);
    harness.clock.advance(109);
    const third = await harness.pollDecision();
    harness.clock.advance(421);
    expect(await cancelRequestedOf(harness, execution)).toBe(true);
    await harness.respond(third, complete('3'));
    expect(await cancelRequestedOf(harness, execution)).toBe(false);

    expect((await harness.events(execution)).map(toRow)).toEqual([
      [
        1,
        0,
        'WorkflowExecutionStarted',
        {
          executionStartToCloseTimeout: '86400',
          taskList: { name: 'decisions' },
          taskStartToCloseTimeout: '60',
          childPolicy: 'TERMINATE',
          input: '{}',
          workflowType: { name: 'Encode', version: '1' },
          parentInitiatedEventId: 0,
        },
      ],
      [2, 0, 'DecisionTaskScheduled', task],
      [3, 0.062, 'DecisionTaskStarted', { scheduledEventId: 2 }],
      [4, 0.455, 'DecisionTaskCompleted', { scheduledEventId: 2, startedEventId: 3 }],
      [
        5,
        0.455,
        'ActivityTaskScheduled',
        {
          activityType: { name: 'Resize', version: '1' },
          activityId: 'a1',
          input: '1',
          taskList: { name: 'activities' },
          scheduleToStartTimeout: 'NONE',
          scheduleToCloseTimeout: 'NONE',
          startToCloseTimeout: '300',
          heartbeatTimeout: 'NONE',
          decisionTaskCompletedEventId: 4,
        },
      ],
      [6, 0.534, 'ActivityTaskStarted', { scheduledEventId: 5 }],
      [7, 1.39, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 }],
      [8, 1.39, 'DecisionTaskScheduled', task],
      [9, 1.421, 'DecisionTaskStarted', { scheduledEventId: 8 }],
      [10, 1.787, 'ActivityTaskCompleted', { scheduledEventId: 5, startedEventId: 6, result: '2' }],
      [11, 1.787, 'DecisionTaskScheduled', task],
      [12, 1.824, 'DecisionTaskCompleted', { scheduledEventId: 8, startedEventId: 9 }],
      [13, 1.933, 'DecisionTaskStarted', { scheduledEventId: 11 }],
      [14, 2.354, 'DecisionTaskCompleted', { scheduledEventId: 11, startedEventId: 13 }],
      [15, 2.354, 'WorkflowExecutionCompleted', { result: '3', decisionTaskCompletedEventId: 14 }],
    ]);
  });

  it('B: a timer fires, another one is canceled, and a timer of 0 s fires after its decision', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(
      decision('StartTimer', { timerId: 'slow', startToFireTimeout: '120' }),
      decision('StartTimer', { timerId: 'fast', startToFireTimeout: '2' }),
    );
    harness.clock.advance(2615);
    await harness.decide(
      decision('CancelTimer', { timerId: 'slow' }),
      decision('StartTimer', { timerId: 'now', startToFireTimeout: '0' }),
    );

    const events = await harness.events(execution);
    expect(events.slice(4).map(toRow)).toEqual([
      [5, 0, 'TimerStarted', { timerId: 'slow', startToFireTimeout: '120', decisionTaskCompletedEventId: 4 }],
      [6, 0, 'TimerStarted', { timerId: 'fast', startToFireTimeout: '2', decisionTaskCompletedEventId: 4 }],
      [7, 2, 'TimerFired', { timerId: 'fast', startedEventId: 6 }],
      [8, 2, 'DecisionTaskScheduled', task],
      [9, 2.615, 'DecisionTaskStarted', { scheduledEventId: 8 }],
      [10, 2.615, 'DecisionTaskCompleted', { scheduledEventId: 8, startedEventId: 9 }],
      [11, 2.615, 'TimerCanceled', { timerId: 'slow', startedEventId: 5, decisionTaskCompletedEventId: 10 }],
      [
        12,
        2.615,
        'TimerStarted',
        { timerId: 'now', startToFireTimeout: '0', decisionTaskCompletedEventId: 10 },
      ],
      [13, 2.615, 'TimerFired', { timerId: 'now', startedEventId: 12 }],
      [14, 2.615, 'DecisionTaskScheduled', task],
    ]);
  });

  it('C: a child is initiated, started and completed, and an empty decision in between schedules nothing', async () => {
    const harness = await SdkHarness.open();
    const parent = await harness.start('parent');
    await harness.decide(
      decision('StartChildWorkflowExecution', {
        workflowId: 'child',
        workflowType,
        taskList: { name: 'child decisions' },
      }),
    );
    await harness.decide();
    expect(await harness.types(parent, 10)).toEqual([]);
    harness.clock.advance(3000);
    const polled = await harness.pollDecision({ taskList: { name: 'child decisions' } });
    await harness.respond(polled, complete('done'));

    const { workflowExecution: child } = polled;
    const events = await harness.events(parent);
    expect(events.slice(4).map(toRow)).toEqual([
      [
        5,
        0,
        'StartChildWorkflowExecutionInitiated',
        {
          executionStartToCloseTimeout: '86400',
          taskList: { name: 'child decisions' },
          taskStartToCloseTimeout: '60',
          childPolicy: 'TERMINATE',
          workflowId: 'child',
          workflowType: { name: 'Encode', version: '1' },
          decisionTaskCompletedEventId: 4,
        },
      ],
      [
        6,
        0,
        'ChildWorkflowExecutionStarted',
        { workflowExecution: child, workflowType: { name: 'Encode', version: '1' }, initiatedEventId: 5 },
      ],
      [7, 0, 'DecisionTaskScheduled', task],
      [8, 0, 'DecisionTaskStarted', { scheduledEventId: 7 }],
      [9, 0, 'DecisionTaskCompleted', { scheduledEventId: 7, startedEventId: 8 }],
      [
        10,
        3,
        'ChildWorkflowExecutionCompleted',
        {
          workflowExecution: child,
          workflowType: { name: 'Encode', version: '1' },
          initiatedEventId: 5,
          startedEventId: 6,
          result: 'done',
        },
      ],
      [11, 3, 'DecisionTaskScheduled', task],
    ]);
  });

  it('D: a close fails because an activity has completed meanwhile, and the queued decision task follows', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a1'));
    const first = await harness.pollActivity();
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken: first.taskToken }));
    await harness.decide(schedule('a2'));
    const before = await harness.events(execution);
    const scheduled = before.length;

    // As recorded: a decision task starts, then an activity task starts and completes, then the decider closes.
    await harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    const running = await harness.pollDecision();
    const second = await harness.pollActivity();
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken: second.taskToken }));
    await harness.respond(running, complete());
    const next = await harness.pollDecision();

    expect(await harness.types(execution, scheduled + 3)).toEqual([
      'DecisionTaskStarted',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
      'DecisionTaskCompleted',
      'CompleteWorkflowExecutionFailed',
      'DecisionTaskStarted',
    ]);
    expect(await harness.attributes(execution, 'CompleteWorkflowExecutionFailed')).toEqual({
      cause: 'UNHANDLED_DECISION',
      decisionTaskCompletedEventId: (next.startedEventId ?? 0) - 2,
    });
    expect(next.previousStartedEventId).toBe(running.startedEventId);
  });

  it('E: a cancel is accepted while an activity runs, which stays counted as open', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a1'));
    await harness.pollActivity();
    await harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    await harness.decide(decision('CancelWorkflowExecution'));

    const events = await harness.events(execution);
    expect(events.slice(6).map(toRow)).toEqual([
      [7, 0, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 }],
      [8, 0, 'DecisionTaskScheduled', task],
      [9, 0, 'DecisionTaskStarted', { scheduledEventId: 8 }],
      [10, 0, 'DecisionTaskCompleted', { scheduledEventId: 8, startedEventId: 9 }],
      [11, 0, 'WorkflowExecutionCanceled', { decisionTaskCompletedEventId: 10 }],
    ]);
    const described = await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect(described.executionInfo).toMatchObject({ closeStatus: 'CANCELED', cancelRequested: false });
    expect(described.openCounts?.openActivityTasks).toBe(1);
  });

  it('F: no worker takes an activity task, then the execution times out with a pending decision task', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', { executionStartToCloseTimeout: '600' });
    await harness.decide(schedule('a1', { scheduleToStartTimeout: '300' }));
    harness.clock.advance(600_000);

    const events = await harness.events(execution);
    expect(events.slice(5).map(toRow)).toEqual([
      [
        6,
        300,
        'ActivityTaskTimedOut',
        { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 5, startedEventId: 0 },
      ],
      [7, 300, 'DecisionTaskScheduled', task],
      [8, 600, 'WorkflowExecutionTimedOut', { childPolicy: 'TERMINATE', timeoutType: 'START_TO_CLOSE' }],
    ]);
  });

  it('G: a null among the tags is accepted, and stays in the history', async () => {
    const swf = openSwf({ clock: manualClock() });
    const call = (operation: string, input: object) => callRaw(swf, operation, input);
    await call('RegisterDomain', { name: domain, workflowExecutionRetentionPeriodInDays: '1' });
    await call('RegisterWorkflowType', { domain, ...workflowType });
    const given = {
      taskList: { name: 'decisions' },
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: '60',
      taskStartToCloseTimeout: '60',
    };
    const started = await call('StartWorkflowExecution', {
      domain,
      workflowId: 'w1',
      workflowType,
      tagList: [null],
      ...given,
    });
    expect(started.status).toBe(200);
    const execution = { workflowId: 'w1', ...started.body };
    const { body } = await call('GetWorkflowExecutionHistory', { domain, execution });
    expect(body.events[0].workflowExecutionStartedEventAttributes.tagList).toEqual([null]);
    const task = await call('PollForDecisionTask', { domain, taskList: { name: 'decisions' } });
    const child = { workflowId: 'w2', workflowType, tagList: [null, 'a'], ...given };
    await call('RespondDecisionTaskCompleted', {
      taskToken: task.body.taskToken,
      decisions: [
        {
          decisionType: 'StartChildWorkflowExecution',
          startChildWorkflowExecutionDecisionAttributes: child,
        },
      ],
    });
    const listed = await call('ListOpenWorkflowExecutions', {
      domain,
      startTimeFilter: { oldestDate: 0 },
      tagFilter: { tag: 'a' },
    });
    expect(listed.body.executionInfos).toMatchObject([{ tagList: [null, 'a'] }]);
    const ofNull = await call('CountOpenWorkflowExecutions', {
      domain,
      startTimeFilter: { oldestDate: 0 },
      tagFilter: { tag: 'null' },
    });
    expect(ofNull.body).toEqual({ count: 0, truncated: false });
    const sdk = await swf.client().send(new GetWorkflowExecutionHistoryCommand({ domain, execution }));
    expect(sdk.events).toHaveLength(7);
  });
});
