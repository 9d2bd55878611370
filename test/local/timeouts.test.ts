import {
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { complete, decision, domain, expectFault, row, schedule, World } from './support.js';

const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });

describe('an activity task times out', () => {
  async function scheduled(timeouts: Record<string, string>) {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(schedule('a', timeouts));
    const timedOut = async () => {
      const events = await world.events(execution);
      const event = events.find(({ eventType }) => eventType === 'ActivityTaskTimedOut');
      return event && row(event).slice(1);
    };
    return { world, execution, timedOut };
  }

  it('schedule to start: when nobody takes it, and it leaves its list', async () => {
    const { world, execution, timedOut } = await scheduled({ scheduleToStartTimeout: '30' });
    world.clock.advance(29_999);
    expect(await timedOut()).toBeUndefined();
    world.clock.advance(1);
    const attributes = { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 5, startedEventId: 0 };
    expect(await timedOut()).toEqual([30, 'ActivityTaskTimedOut', attributes]);
    expect((await world.types(execution)).at(-1)).toBe('DecisionTaskScheduled');
    const { answer } = await world.waiting(world.pollActivity());
    world.clock.advance(60_000);
    expect(await answer).not.toHaveProperty('taskToken');
  });

  it('schedule to start: not once it is taken', async () => {
    const { world, timedOut } = await scheduled({ scheduleToStartTimeout: '30' });
    await world.pollActivity();
    world.clock.advance(3_600_000);
    expect(await timedOut()).toBeUndefined();
  });

  it('start to close: counted from when it was taken', async () => {
    const { world, timedOut } = await scheduled({ startToCloseTimeout: '10' });
    world.clock.advance(60_000);
    const { taskToken } = await world.pollActivity();
    world.clock.advance(10_000);
    const attributes = { timeoutType: 'START_TO_CLOSE', scheduledEventId: 5, startedEventId: 6 };
    expect(await timedOut()).toEqual([70, 'ActivityTaskTimedOut', attributes]);
    await expectFault(
      world.client.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      'UnknownResourceFault',
      'Unknown activity, scheduledEventId = 5',
    );
  });

  it('schedule to close: whether it was taken or not', async () => {
    const waiting = await scheduled({ scheduleToCloseTimeout: '10', scheduleToStartTimeout: '20' });
    waiting.world.clock.advance(10_000);
    expect(await waiting.timedOut()).toMatchObject([
      10,
      'ActivityTaskTimedOut',
      { timeoutType: 'SCHEDULE_TO_CLOSE', startedEventId: 0 },
    ]);
    const started = await scheduled({ scheduleToCloseTimeout: '10', startToCloseTimeout: '20' });
    await started.world.pollActivity();
    started.world.clock.advance(10_000);
    expect(await started.timedOut()).toMatchObject([
      10,
      'ActivityTaskTimedOut',
      { timeoutType: 'SCHEDULE_TO_CLOSE', startedEventId: 6 },
    ]);
  });

  it('heartbeat: counted from the latest heartbeat, whose details are told', async () => {
    const { world, timedOut } = await scheduled({ heartbeatTimeout: '10' });
    world.clock.advance(60_000);
    const { taskToken } = await world.pollActivity();
    for (const details of ['10 %', '20 %', undefined]) {
      world.clock.advance(9000);
      await world.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details }));
    }
    expect(await timedOut()).toBeUndefined();
    world.clock.advance(10_000);
    const attributes = { timeoutType: 'HEARTBEAT', scheduledEventId: 5, startedEventId: 6, details: '20 %' };
    expect(await timedOut()).toEqual([97, 'ActivityTaskTimedOut', attributes]);
  });

  it('heartbeat: also if there never was one', async () => {
    const { world, timedOut } = await scheduled({ heartbeatTimeout: '10' });
    await world.pollActivity();
    world.clock.advance(10_000);
    const attributes = { timeoutType: 'HEARTBEAT', scheduledEventId: 5, startedEventId: 6 };
    expect(await timedOut()).toEqual([10, 'ActivityTaskTimedOut', attributes]);
  });

  it('by whichever timeout is reached first', async () => {
    const { world, timedOut } = await scheduled({
      scheduleToCloseTimeout: '30',
      startToCloseTimeout: '15',
      heartbeatTimeout: '20',
    });
    await world.pollActivity();
    world.clock.advance(60_000);
    expect(await timedOut()).toMatchObject([15, 'ActivityTaskTimedOut', { timeoutType: 'START_TO_CLOSE' }]);
  });

  it('at once if the timeout is 0', async () => {
    const { timedOut } = await scheduled({ scheduleToStartTimeout: '0' });
    expect(await timedOut()).toMatchObject([0, 'ActivityTaskTimedOut', { timeoutType: 'SCHEDULE_TO_START' }]);
  });

  it('never if all timeouts are NONE', async () => {
    const { world, timedOut } = await scheduled({});
    await world.pollActivity();
    world.clock.advance(86_000_000);
    expect(await timedOut()).toBeUndefined();
  });
});

describe('a decision task times out', () => {
  it('start to close: it is scheduled again, and the old token is worth nothing', async () => {
    const world = await World.create();
    const execution = await world.start();
    const task = await world.pollDecision();
    world.clock.advance(60_000);
    expect((await world.events(execution)).slice(3).map(row)).toMatchObject([
      [
        4,
        60,
        'DecisionTaskTimedOut',
        { timeoutType: 'START_TO_CLOSE', scheduledEventId: 2, startedEventId: 3 },
      ],
      [5, 60, 'DecisionTaskScheduled', {}],
    ]);
    await expectFault(
      world.respond(task, complete()),
      'UnknownResourceFault',
      'Unknown decision task, scheduledEventId = 2',
    );
    await world.decide(complete());
  });

  it('start to close: one that waits behind it is handed out instead of another one', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.pollDecision();
    await world.client.send(signal);
    world.clock.advance(60_000);
    expect(await world.types(execution, 4)).toEqual([
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'DecisionTaskTimedOut',
    ]);
    const next = await world.pollDecision();
    expect(next.events?.at(-1)?.decisionTaskStartedEventAttributes?.scheduledEventId).toBe(5);
  });

  it('never if its timeout is NONE', async () => {
    const world = await World.create();
    const execution = await world.start('w1', { taskStartToCloseTimeout: 'NONE' });
    await world.pollDecision();
    world.clock.advance(86_000_000);
    expect(await world.types(execution, 4)).toEqual([]);
  });

  it('never while it waits: nobody hurries a decider', async () => {
    const world = await World.create();
    const execution = await world.start();
    world.clock.advance(86_000_000);
    expect(await world.types(execution, 3)).toEqual([]);
  });
});

describe('an execution times out', () => {
  it('with the child policy it was started with, and nothing happens in it afterwards', async () => {
    const world = await World.create();
    const execution = await world.start('w1', { executionStartToCloseTimeout: '60', childPolicy: 'ABANDON' });
    await world.decide(schedule('a', { startToCloseTimeout: '90' }));
    await world.pollActivity();
    world.clock.advance(600_000);
    const last = (await world.events(execution)).at(-1);
    expect(last && row(last)).toEqual([
      7,
      60,
      'WorkflowExecutionTimedOut',
      { timeoutType: 'START_TO_CLOSE', childPolicy: 'ABANDON' },
    ]);
  });
});

describe('a timer', () => {
  it('fires after its seconds and wakes the decider', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '90', control: 'c' }));
    expect(await world.attributes(execution, 'TimerStarted')).toEqual({
      timerId: 't',
      startToFireTimeout: '90',
      control: 'c',
      decisionTaskCompletedEventId: 4,
    });
    world.clock.advance(89_999);
    const { answer } = await world.waiting(world.pollDecision());
    world.clock.advance(1);
    expect((await answer).events?.at(-3)?.eventType).toBe('TimerFired');
    expect((await world.events(execution)).slice(5, 6).map(row)).toEqual([
      [6, 90, 'TimerFired', { timerId: 't', startedEventId: 5 }],
    ]);
  });

  it('cannot be started twice under one id, until it has fired or was canceled', async () => {
    const world = await World.create();
    const execution = await world.start();
    const start = decision('StartTimer', { timerId: 't', startToFireTimeout: '1' });
    await world.decide(start, start);
    expect(await world.attributes(execution, 'StartTimerFailed')).toEqual({
      timerId: 't',
      cause: 'TIMER_ID_ALREADY_IN_USE',
      decisionTaskCompletedEventId: 4,
    });
    await world.decide(decision('CancelTimer', { timerId: 't' }), start);
    expect((await world.types(execution)).slice(-2)).toEqual(['TimerCanceled', 'TimerStarted']);
    world.clock.advance(1000);
    await world.decide(start);
    expect((await world.types(execution)).at(-1)).toBe('TimerStarted');
  });

  it('that is not open cannot be canceled', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(decision('CancelTimer', { timerId: 't' }));
    expect(await world.attributes(execution, 'CancelTimerFailed')).toEqual({
      timerId: 't',
      cause: 'TIMER_ID_UNKNOWN',
      decisionTaskCompletedEventId: 4,
    });
  });

  it('counts against a quota', async () => {
    const world = await World.create({ quotas: { openTimersPerExecution: 1 } });
    const execution = await world.start();
    const start = (timerId: string) => decision('StartTimer', { timerId, startToFireTimeout: '1' });
    await world.decide(start('a'), start('b'));
    expect(await world.attributes(execution, 'StartTimerFailed')).toMatchObject({
      timerId: 'b',
      cause: 'OPEN_TIMERS_LIMIT_EXCEEDED',
    });
  });

  it('never fires in a closed execution', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '1' }), complete());
    world.clock.advance(5000);
    expect((await world.types(execution)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});
