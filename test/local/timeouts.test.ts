import {
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';
import { toRow } from '../harness/sdkEvents.js';

const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });

describe('an activity task times out', () => {
  async function scheduled(timeouts: Record<string, string>) {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(schedule('a', timeouts));
    const timedOut = async () => {
      const events = await harness.events(execution);
      const event = events.find(({ eventType }) => eventType === 'ActivityTaskTimedOut');
      return event && toRow(event).slice(1);
    };
    return { harness, execution, timedOut };
  }

  it('schedule to start: when no worker takes it, and it leaves its list', async () => {
    const { harness, execution, timedOut } = await scheduled({ scheduleToStartTimeout: '30' });
    harness.clock.advance(29_999);
    expect(await timedOut()).toBeUndefined();
    harness.clock.advance(1);
    const attributes = { timeoutType: 'SCHEDULE_TO_START', scheduledEventId: 5, startedEventId: 0 };
    expect(await timedOut()).toEqual([30, 'ActivityTaskTimedOut', attributes]);
    expect((await harness.types(execution)).at(-1)).toBe('DecisionTaskScheduled');
    const { answer } = await harness.waiting(harness.pollActivity());
    harness.clock.advance(60_000);
    expect(await answer).not.toHaveProperty('taskToken');
  });

  it('schedule to start: not once it has started', async () => {
    const { harness, timedOut } = await scheduled({ scheduleToStartTimeout: '30' });
    await harness.pollActivity();
    harness.clock.advance(3_600_000);
    expect(await timedOut()).toBeUndefined();
  });

  it('start to close: counted from when it started', async () => {
    const { harness, timedOut } = await scheduled({ startToCloseTimeout: '10' });
    harness.clock.advance(60_000);
    const { taskToken } = await harness.pollActivity();
    harness.clock.advance(10_000);
    const attributes = { timeoutType: 'START_TO_CLOSE', scheduledEventId: 5, startedEventId: 6 };
    expect(await timedOut()).toEqual([70, 'ActivityTaskTimedOut', attributes]);
    await expectFault(
      harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      'UnknownResourceFault',
      'Unknown activity, scheduledEventId = 5',
    );
  });

  it('schedule to close: whether it has started or not', async () => {
    const waiting = await scheduled({ scheduleToCloseTimeout: '10', scheduleToStartTimeout: '20' });
    waiting.harness.clock.advance(10_000);
    expect(await waiting.timedOut()).toMatchObject([
      10,
      'ActivityTaskTimedOut',
      { timeoutType: 'SCHEDULE_TO_CLOSE', startedEventId: 0 },
    ]);
    const started = await scheduled({ scheduleToCloseTimeout: '10', startToCloseTimeout: '20' });
    await started.harness.pollActivity();
    started.harness.clock.advance(10_000);
    expect(await started.timedOut()).toMatchObject([
      10,
      'ActivityTaskTimedOut',
      { timeoutType: 'SCHEDULE_TO_CLOSE', startedEventId: 6 },
    ]);
  });

  it('heartbeat: counted from the latest heartbeat, with its details', async () => {
    const { harness, timedOut } = await scheduled({ heartbeatTimeout: '10' });
    harness.clock.advance(60_000);
    const { taskToken } = await harness.pollActivity();
    for (const details of ['10 %', '20 %', undefined]) {
      harness.clock.advance(9000);
      await harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details }));
    }
    expect(await timedOut()).toBeUndefined();
    harness.clock.advance(10_000);
    const attributes = { timeoutType: 'HEARTBEAT', scheduledEventId: 5, startedEventId: 6, details: '20 %' };
    expect(await timedOut()).toEqual([97, 'ActivityTaskTimedOut', attributes]);
  });

  it('heartbeat: also if there never was one', async () => {
    const { harness, timedOut } = await scheduled({ heartbeatTimeout: '10' });
    await harness.pollActivity();
    harness.clock.advance(10_000);
    const attributes = { timeoutType: 'HEARTBEAT', scheduledEventId: 5, startedEventId: 6 };
    expect(await timedOut()).toEqual([10, 'ActivityTaskTimedOut', attributes]);
  });

  it('by whichever timeout is reached first', async () => {
    const { harness, timedOut } = await scheduled({
      scheduleToCloseTimeout: '30',
      startToCloseTimeout: '15',
      heartbeatTimeout: '20',
    });
    await harness.pollActivity();
    harness.clock.advance(60_000);
    expect(await timedOut()).toMatchObject([15, 'ActivityTaskTimedOut', { timeoutType: 'START_TO_CLOSE' }]);
  });

  it('at once if the timeout is 0', async () => {
    const { timedOut } = await scheduled({ scheduleToStartTimeout: '0' });
    expect(await timedOut()).toMatchObject([0, 'ActivityTaskTimedOut', { timeoutType: 'SCHEDULE_TO_START' }]);
  });

  it('never if all timeouts are NONE', async () => {
    const { harness, timedOut } = await scheduled({});
    await harness.pollActivity();
    harness.clock.advance(86_000_000);
    expect(await timedOut()).toBeUndefined();
  });
});

describe('a decision task times out', () => {
  it('start to close: it is scheduled again, and the old token is invalid', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const task = await harness.pollDecision();
    harness.clock.advance(60_000);
    expect((await harness.events(execution)).slice(3).map(toRow)).toMatchObject([
      [
        4,
        60,
        'DecisionTaskTimedOut',
        { timeoutType: 'START_TO_CLOSE', scheduledEventId: 2, startedEventId: 3 },
      ],
      [5, 60, 'DecisionTaskScheduled', {}],
    ]);
    await expectFault(
      harness.respond(task, complete()),
      'UnknownResourceFault',
      'Unknown decision task, scheduledEventId = 2',
    );
    await harness.decide(complete());
  });

  it('start to close: the one pending behind it is handed out, and no other is scheduled', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.pollDecision();
    await harness.client.send(signal);
    harness.clock.advance(60_000);
    expect(await harness.types(execution, 4)).toEqual([
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'DecisionTaskTimedOut',
    ]);
    const next = await harness.pollDecision();
    expect(next.events?.at(-1)?.decisionTaskStartedEventAttributes?.scheduledEventId).toBe(5);
  });

  it('never if its timeout is NONE', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', { taskStartToCloseTimeout: 'NONE' });
    await harness.pollDecision();
    harness.clock.advance(86_000_000);
    expect(await harness.types(execution, 4)).toEqual([]);
  });

  it('never while it is pending', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    harness.clock.advance(86_000_000);
    expect(await harness.types(execution, 3)).toEqual([]);
  });
});

describe('an execution times out', () => {
  it('with the child policy it was started with, and nothing happens in it afterwards', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', {
      executionStartToCloseTimeout: '60',
      childPolicy: 'ABANDON',
    });
    await harness.decide(schedule('a', { startToCloseTimeout: '90' }));
    await harness.pollActivity();
    harness.clock.advance(600_000);
    const last = (await harness.events(execution)).at(-1);
    expect(last && toRow(last)).toEqual([
      7,
      60,
      'WorkflowExecutionTimedOut',
      { timeoutType: 'START_TO_CLOSE', childPolicy: 'ABANDON' },
    ]);
  });
});

describe('a timer', () => {
  it('fires after its delay and wakes the decider', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '90', control: 'c' }));
    expect(await harness.attributes(execution, 'TimerStarted')).toEqual({
      timerId: 't',
      startToFireTimeout: '90',
      control: 'c',
      decisionTaskCompletedEventId: 4,
    });
    harness.clock.advance(89_999);
    const { answer } = await harness.waiting(harness.pollDecision());
    harness.clock.advance(1);
    expect((await answer).events?.at(-3)?.eventType).toBe('TimerFired');
    expect((await harness.events(execution)).slice(5, 6).map(toRow)).toEqual([
      [6, 90, 'TimerFired', { timerId: 't', startedEventId: 5 }],
    ]);
  });

  it('cannot be started twice under one id, until it has fired or was canceled', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const start = decision('StartTimer', { timerId: 't', startToFireTimeout: '1' });
    await harness.decide(start, start);
    expect(await harness.attributes(execution, 'StartTimerFailed')).toEqual({
      timerId: 't',
      cause: 'TIMER_ID_ALREADY_IN_USE',
      decisionTaskCompletedEventId: 4,
    });
    await harness.decide(decision('CancelTimer', { timerId: 't' }), start);
    expect((await harness.types(execution)).slice(-2)).toEqual(['TimerCanceled', 'TimerStarted']);
    harness.clock.advance(1000);
    await harness.decide(start);
    expect((await harness.types(execution)).at(-1)).toBe('TimerStarted');
  });

  it('that is not open cannot be canceled', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('CancelTimer', { timerId: 't' }));
    expect(await harness.attributes(execution, 'CancelTimerFailed')).toEqual({
      timerId: 't',
      cause: 'TIMER_ID_UNKNOWN',
      decisionTaskCompletedEventId: 4,
    });
  });

  it('counts against a quota', async () => {
    const harness = await SdkHarness.open({ quotas: { openTimersPerExecution: 1 } });
    const execution = await harness.start();
    const start = (timerId: string) => decision('StartTimer', { timerId, startToFireTimeout: '1' });
    await harness.decide(start('a'), start('b'));
    expect(await harness.attributes(execution, 'StartTimerFailed')).toMatchObject({
      timerId: 'b',
      cause: 'OPEN_TIMERS_LIMIT_EXCEEDED',
    });
  });

  it('never fires in a closed execution', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '1' }), complete());
    harness.clock.advance(5000);
    expect((await harness.types(execution)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});
