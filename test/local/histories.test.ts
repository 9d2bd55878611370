import {
  DescribeWorkflowExecutionCommand,
  GetWorkflowExecutionHistoryCommand,
  RequestCancelWorkflowExecutionCommand,
  RespondActivityTaskCompletedCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { complete, decision, domain, row, schedule, World, workflowType } from './support.js';

const task = {
  taskList: { name: 'decisions' },
  startToCloseTimeout: '60',
  scheduleToStartTimeout: 'NONE',
};

async function cancelRequestedOf(world: World, execution: WorkflowExecution): Promise<boolean | undefined> {
  const described = await world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
  return described.executionInfo?.cancelRequested;
}

/** Histories recorded from the real service, played again on the manual clock. */
describe('recorded histories', () => {
  it('A: an activity completes while the decision on a cancel request is running, and that decision is empty', async () => {
    const world = await World.create();
    const execution = await world.start('w1', { input: '{}' });
    world.clock.advance(62);
    const first = await world.pollDecision();
    world.clock.advance(393);
    await world.respond(first, schedule('a1', { input: '1', startToCloseTimeout: '300' }));
    world.clock.advance(79);
    const activity = await world.pollActivity();
    world.clock.advance(856);
    await world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    world.clock.advance(31);
    const second = await world.pollDecision();
    world.clock.advance(366);
    await world.client.send(
      new RespondActivityTaskCompletedCommand({ taskToken: activity.taskToken, result: '2' }),
    );
    world.clock.advance(37);
    await world.respond(second);
    world.clock.advance(109);
    const third = await world.pollDecision();
    world.clock.advance(421);
    expect(await cancelRequestedOf(world, execution)).toBe(true);
    await world.respond(third, complete('3'));
    expect(await cancelRequestedOf(world, execution)).toBe(false);

    expect((await world.events(execution)).map(row)).toEqual([
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
    const world = await World.create();
    const execution = await world.start();
    await world.decide(
      decision('StartTimer', { timerId: 'slow', startToFireTimeout: '120' }),
      decision('StartTimer', { timerId: 'fast', startToFireTimeout: '2' }),
    );
    world.clock.advance(2615);
    await world.decide(
      decision('CancelTimer', { timerId: 'slow' }),
      decision('StartTimer', { timerId: 'now', startToFireTimeout: '0' }),
    );

    const events = await world.events(execution);
    expect(events.slice(4).map(row)).toEqual([
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
    const world = await World.create();
    const parent = await world.start('parent');
    await world.decide(
      decision('StartChildWorkflowExecution', {
        workflowId: 'child',
        workflowType,
        taskList: { name: 'child decisions' },
      }),
    );
    await world.decide();
    expect(await world.types(parent, 10)).toEqual([]);
    world.clock.advance(3000);
    const polled = await world.pollDecision({ taskList: { name: 'child decisions' } });
    await world.respond(polled, complete('done'));

    const { workflowExecution: child } = polled;
    const events = await world.events(parent);
    expect(events.slice(4).map(row)).toEqual([
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

  it('D: a close is refused because an activity completed meanwhile, and the queued decision task follows', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a1'));
    const first = await world.pollActivity();
    await world.client.send(new RespondActivityTaskCompletedCommand({ taskToken: first.taskToken }));
    await world.decide(schedule('a2'));
    const before = await world.events(execution);
    const scheduled = before.length;

    // As recorded: a decision task starts, then an activity task starts and completes, then the decider closes.
    await world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    const running = await world.pollDecision();
    const second = await world.pollActivity();
    await world.client.send(new RespondActivityTaskCompletedCommand({ taskToken: second.taskToken }));
    await world.respond(running, complete());
    const next = await world.pollDecision();

    expect(await world.types(execution, scheduled + 3)).toEqual([
      'DecisionTaskStarted',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
      'DecisionTaskCompleted',
      'CompleteWorkflowExecutionFailed',
      'DecisionTaskStarted',
    ]);
    expect(await world.attributes(execution, 'CompleteWorkflowExecutionFailed')).toEqual({
      cause: 'UNHANDLED_DECISION',
      decisionTaskCompletedEventId: (next.startedEventId ?? 0) - 2,
    });
    expect(next.previousStartedEventId).toBe(running.startedEventId);
  });

  it('E: a cancel is accepted while an activity runs, which stays counted as open', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a1'));
    await world.pollActivity();
    await world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, ...execution }));
    await world.decide(decision('CancelWorkflowExecution'));

    const events = await world.events(execution);
    expect(events.slice(6).map(row)).toEqual([
      [7, 0, 'WorkflowExecutionCancelRequested', { externalInitiatedEventId: 0 }],
      [8, 0, 'DecisionTaskScheduled', task],
      [9, 0, 'DecisionTaskStarted', { scheduledEventId: 8 }],
      [10, 0, 'DecisionTaskCompleted', { scheduledEventId: 8, startedEventId: 9 }],
      [11, 0, 'WorkflowExecutionCanceled', { decisionTaskCompletedEventId: 10 }],
    ]);
    const described = await world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect(described.executionInfo).toMatchObject({ closeStatus: 'CANCELED', cancelRequested: false });
    expect(described.openCounts?.openActivityTasks).toBe(1);
  });

  it('F: nobody takes an activity task, then the execution times out with a decision task waiting', async () => {
    const world = await World.create();
    const execution = await world.start('w1', { executionStartToCloseTimeout: '600' });
    await world.decide(schedule('a1', { scheduleToStartTimeout: '300' }));
    world.clock.advance(600_000);

    const events = await world.events(execution);
    expect(events.slice(5).map(row)).toEqual([
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

  it('G: a null among the tags is taken, and stands in the history', async () => {
    const swf = new LocalSwf({ clock: manualClock() });
    onTestFinished(() => swf.close());
    const call = async (operation: string, input: object) => {
      const { response } = await swf.requestHandler.handle({
        headers: { 'x-amz-target': `SimpleWorkflowService.${operation}` },
        body: JSON.stringify(input),
      });
      const text = Buffer.from(response.body).toString();
      return { status: response.statusCode, answer: text === '' ? {} : JSON.parse(text) };
    };
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
    const execution = { workflowId: 'w1', ...started.answer };
    const { answer } = await call('GetWorkflowExecutionHistory', { domain, execution });
    expect(answer.events[0].workflowExecutionStartedEventAttributes.tagList).toEqual([null]);
    const task = await call('PollForDecisionTask', { domain, taskList: { name: 'decisions' } });
    const child = { workflowId: 'w2', workflowType, tagList: [null, 'a'], ...given };
    await call('RespondDecisionTaskCompleted', {
      taskToken: task.answer.taskToken,
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
    expect(listed.answer.executionInfos).toMatchObject([{ tagList: [null, 'a'] }]);
    const ofNull = await call('CountOpenWorkflowExecutions', {
      domain,
      startTimeFilter: { oldestDate: 0 },
      tagFilter: { tag: 'null' },
    });
    expect(ofNull.answer).toEqual({ count: 0, truncated: false });
    const sdk = await swf.client().send(new GetWorkflowExecutionHistoryCommand({ domain, execution }));
    expect(sdk.events).toHaveLength(7);
  });
});
