import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/requests/index.js';
import { HistoryBuilder } from '../../../src/testing/index.js';

const names = (builder: HistoryBuilder) => builder.events.map(({ eventType }) => eventType);
const started = () => new HistoryBuilder().start();

describe('HistoryBuilder', () => {
  it('writes the events of an activity as SWF does: ids, references, a decision task after news for the decider', () => {
    const builder = started().activity('1', { type: { name: 'Resize', version: '1' }, input: 1, result: 2 });
    expect(names(builder)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'DecisionTaskCompleted',
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCompleted',
      'DecisionTaskScheduled',
    ]);
    expect(builder.events.map(({ eventId }) => eventId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(builder.events[4]?.activityTaskScheduledEventAttributes).toMatchObject({
      activityId: '1',
      decisionTaskCompletedEventId: 4,
      input: '1',
      heartbeatTimeout: 'NONE',
    });
    expect(builder.events[6]?.activityTaskCompletedEventAttributes).toEqual({
      scheduledEventId: 5,
      startedEventId: 6,
      result: '2',
    });
  });

  it('dates events deterministically: one step between consecutive events, none within a turn', () => {
    const builder = new HistoryBuilder({ startTime: new Date(0), step: 10 })
      .start()
      .turn()
      .timerStarted('a', { startToFireTimeout: 3 })
      .timerStarted('b')
      .timerFired('a');
    expect(builder.events.map(({ eventTimestamp }) => eventTimestamp?.getTime())).toEqual([
      0, 0, 10, 20, 20, 20, 3_020, 3_020,
    ]);
    expect(builder.wait(5).signal('x').events.at(-1)).toMatchObject({
      eventTimestamp: new Date(8_030),
      eventType: 'WorkflowExecutionSignaled',
    });
  });

  it('puts several decisions into one turn', () => {
    const builder = started().turn().activityScheduled('1').activityScheduled('2').timerStarted('t');
    const turns = builder.build().filter({ name: 'DecisionTaskCompleted' });
    expect(turns).toHaveLength(1);
    expect(builder.build().activities.scheduled.map(a => a.decisionTaskCompletedEventId)).toEqual([4, 4]);
  });

  it('schedules one decision task for all events before the next turn', () => {
    const builder = started().turn().activityScheduled('1').activityScheduled('2');
    builder.activityStarted('1').activityStarted('2').activityCompleted('1').activityCompleted('2');
    expect(builder.build().decisions.scheduled).toHaveLength(1);
  });

  it('schedules the next decision task while one is running', () => {
    const history = started().decisionTaskStarted().signal('x').signal('y').decisionTaskCompleted().build();
    expect([...history].map(({ name }) => name)).toEqual([
      'WorkflowExecutionStarted',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'WorkflowExecutionSignaled',
      'DecisionTaskCompleted',
    ]);
  });

  it('schedules a decision task after failed decisions, once their turn has ended', () => {
    const builder = started().turn().activityScheduleFailed('1').timerStartFailed('t').activityScheduled('2');
    expect(names(builder).slice(3)).toEqual([
      'DecisionTaskCompleted',
      'ScheduleActivityTaskFailed',
      'StartTimerFailed',
      'ActivityTaskScheduled',
      'DecisionTaskScheduled',
    ]);
  });

  it('continues with the decision task that follows a rejected decision', () => {
    const history = new HistoryBuilder().start().turn().timerStartFailed('1').turn().complete().build();
    expect(history.decisions.completed).toHaveLength(2);
  });

  it('cancels a scheduled activity immediately, and a started one when its worker does', () => {
    expect(names(started().activity('1', { state: 'canceled' })).slice(4)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
      'DecisionTaskScheduled',
    ]);
    const running = started().activity('1', { state: 'started' }).signal('stop').activityCancelRequested('1');
    expect(running.build().activities.cancelRequested).toHaveLength(1);
    expect(running.activityCanceled('1').build().activities.canceled).toHaveLength(1);
  });

  it('can be used after build(), whose result does not change', () => {
    const builder = started();
    const before = builder.build();
    builder.activity('1');
    expect(before.length).toBe(2);
    expect(builder.build().length).toBe(8);
  });

  it.each<[string, (builder: HistoryBuilder) => unknown, string]>([
    ['a step before the start', () => new HistoryBuilder().signal('x'), 'begin with start()'],
    ['a second start', b => b.start(), 'the execution has already started'],
    ['a step after the close', b => b.complete().signal('x'), 'the execution is closed (COMPLETED)'],
    ['an event about an unknown activity', b => b.activityCompleted('1'), "there is no activity '1'"],
    [
      'the completion of an activity that has not started',
      b => b.activityScheduled('1').activityCompleted('1'),
      "activity '1' is scheduled, not started or cancelRequested",
    ],
    [
      'a second completion',
      b => b.activity('1').activityCompleted('1'),
      "activity '1' is completed, not started or cancelRequested",
    ],
    [
      'an activity id that is in use',
      b => b.activity('1', { state: 'started' }).signal('x').activityScheduled('1'),
      "activity '1' is started",
    ],
    ['a timer that is already running', b => b.timerStarted('t').timerStarted('t'), "timer 't' is started"],
    ['a timer that has already fired', b => b.timer('t').timerFired('t'), "timer 't' is fired, not started"],
    [
      'the completion of a child that has not started',
      b => b.childInitiated('c').childCompleted('c'),
      "child 'c' is startInitiated",
    ],
    [
      'the delivery of a signal that was not sent',
      b => b.externalSignalDelivered('w'),
      "no signal to 'w' is undelivered",
    ],
    ['the start of an unknown Lambda function call', b => b.lambdaStarted('l'), "there is no call 'l'"],
    [
      'a decision while no decision task is open',
      b => b.turn().activityScheduled('1').activityStarted('1').timerStarted('t'),
      'no decision task is open',
    ],
    ['a turn without a decision task', b => b.turn().turn(), 'no decision task is scheduled'],
    [
      'a close that SWF would reject as unhandled',
      b => b.decisionTaskStarted().signal('x').complete(),
      'decision task 5 is scheduled, so SWF would reject it as unhandled',
    ],
  ])('rejects %s', (_, steps, why) => {
    expect(() => steps(started())).toThrow(InvalidArgumentError);
    expect(() => steps(started())).toThrow(why);
  });

  it('closes the execution in each possible way', () => {
    const closes: ((builder: HistoryBuilder) => HistoryBuilder)[] = [
      b => b.complete({ result: 1 }),
      b => b.fail({ reason: 'r', details: 1 }),
      b => b.cancel({ details: 1 }),
      b => b.continueAsNew({ input: 1 }),
      b => b.terminate({ reason: 'r' }),
      b => b.timeOut(),
    ];
    const histories = closes.map(close => close(started()).build());
    expect(histories.map(({ execution }) => execution.closeStatus)).toEqual([
      'COMPLETED',
      'FAILED',
      'CANCELED',
      'CONTINUED_AS_NEW',
      'TERMINATED',
      'TIMED_OUT',
    ]);
    expect(histories.map(({ last }) => last?.type)).toEqual(Array(6).fill('WorkflowExecution'));
    expect(histories.map(({ problems }) => problems)).toEqual(Array(6).fill([]));
  });
});
