import { inspect } from 'node:util';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type DecisionTurn, type EventOf, History } from '../../src/history/index.js';
import { HistoryBuilder } from '../../src/testing/index.js';
import { stateOf } from '../harness/stateOf.js';
import { sample } from './events/samples.js';

const type = { name: 'Resize', version: '1' };
const album = () =>
  new HistoryBuilder()
    .start({
      workflowType: { name: 'Thumbnails', version: '2' },
      input: { files: ['a.png'] },
      tagList: ['x'],
    })
    .activity('1', { type, input: { file: 'a.png' }, result: { url: '/a.png' }, identity: 'worker' })
    .activity('2', { type, state: 'failed', reason: 'broken', details: [1] })
    .timer('backoff', { startToFireTimeout: 60, control: 'again' });

describe('History', () => {
  const history = album().build();

  it('is a list of events', () => {
    expect(history.length).toBe(19);
    expect([...history].map(({ id }) => id)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
    expect(history.first?.name).toBe('WorkflowExecutionStarted');
    expect(history.last?.name).toBe('DecisionTaskScheduled');
    expect(history.at(-2)?.name).toBe('TimerFired');
    expect([...history.slice(4, 7)].map(({ id }) => id)).toEqual([5, 6, 7]);
    expect([...history.latest(2)].map(({ id }) => id)).toEqual([18, 19]);
    expect(history.latest(100).length).toBe(19);
    expect([...history.reversed].map(({ id }) => id).slice(0, 2)).toEqual([19, 18]);
    expect(history.lastEventId).toBe(19);
  });

  it.each([
    ['whole', history],
    ['reversed', history.reversed],
  ])('finds an event by id when %s', (_, events) => {
    expect(events.get(5)?.name).toBe('ActivityTaskScheduled');
    expect(events.get(20)).toBeUndefined();
    expect(events.get(0)).toBeUndefined();
  });

  it('finds an event by id in a part of a history, and in one with gaps', () => {
    expect(history.slice(10).get(12)?.id).toBe(12);
    expect(history.slice(10).get(5)).toBeUndefined();
    expect(History.from([sample('TimerFired', 3), sample('TimerFired', 9)]).get(9)?.id).toBe(9);
  });

  it('filters by the subject of events and narrows their type', () => {
    const completed = history.filter({ type: 'ActivityTask', state: 'completed' });
    expectTypeOf(completed).toEqualTypeOf<readonly EventOf<'ActivityTaskCompleted'>[]>();
    expect(completed.map(({ attributes }) => attributes.result)).toEqual(['{"url":"/a.png"}']);
    expect(history.filter({ id: 5 }).map(({ name }) => name)).toEqual(['ActivityTaskScheduled']);
    expect(history.filter(({ id }) => id > 17)).toHaveLength(2);
    expect(history.filter({ name: 'MarkerRecorded' })).toEqual([]);
  });

  it('groups its events by subject', () => {
    const { distinct } = history;
    expect(Object.keys(distinct)).toEqual(['WorkflowExecution', 'DecisionTask', 'ActivityTask', 'Timer']);
    expect(distinct.Timer?.map(({ name }) => name)).toEqual(['TimerStarted', 'TimerFired']);
    expect(distinct.Marker).toBeUndefined();
  });

  it('is immutable', () => {
    expect(Object.isFrozen(history)).toBe(true);
    expect(Object.isFrozen(history.activities.completed)).toBe(true);
    expect(Object.isFrozen(history.activities.get('1'))).toBe(true);
    expect(Object.isFrozen(history.filter({ id: 1 }))).toBe(true);
  });

  it('reads the output of the AWS CLI, in either order', () => {
    const printed = JSON.stringify({ events: album().events });
    expect(History.from(JSON.parse(printed)).activities.get('1')?.result).toEqual({ url: '/a.png' });
    const { events } = JSON.parse(printed);
    expect(History.from(events.toReversed()).execution.input).toEqual({ files: ['a.png'] });
    expect(History.from({}).length).toBe(0);
  });

  it('survives a round trip through JSON', () => {
    const again = History.from(JSON.parse(JSON.stringify(history)));
    expect(stateOf(again)).toEqual(stateOf(history));
  });

  it('has short string forms', () => {
    expect(`${history}`).toBe('History(19 events, OPEN)');
    expect(`${album().complete().build()}`).toBe('History(22 events, COMPLETED)');
    expect(inspect(history).split('\n')).toHaveLength(12);
    expect(`${history.activities}`).toBe('Activities(2: 1 completed, 1 failed)');
    expect(inspect(history.timers)).toBe('Timers(1: 1 fired)');
    expect(history.summary).toBe(
      [
        "Execution('Thumbnails', OPEN)",
        'Activities(2: 1 completed, 1 failed)',
        'Timers(1: 1 fired)',
        'DecisionTurns(4: 3 completed, 1 scheduled)',
      ].join('\n'),
    );
    expect(inspect(history.activities.get('1'))).toMatch(
      /^Activity \{[\s\S]*life: 'scheduled, started, completed'/,
    );
  });
});

describe('the state of an execution', () => {
  it('includes its start and its end', () => {
    const open = album().build();
    expect(open.execution).toMatchObject({
      status: 'OPEN',
      workflowType: { name: 'Thumbnails', version: '2' },
      tagList: ['x'],
      executionStartToCloseTimeout: 3_600,
      startTimestamp: new Date('2026-01-01T00:00:00Z'),
      partial: false,
    });
    expect(open.execution.closeStatus).toBeUndefined();
    expect(open.execution.parent).toBeUndefined();
    expect(open.input).toEqual({ files: ['a.png'] });
    expect(open.finished).toBe(false);
    const { execution, finished } = album().complete({ result: 7 }).build();
    expect(finished).toBe(true);
    expect(execution).toMatchObject({
      status: 'CLOSED',
      closeStatus: 'COMPLETED',
      result: 7,
      rawResult: '7',
    });
    expect(execution.life.map(({ state }) => state)).toEqual(['started', 'completed']);
  });

  it.each([
    ['fail', album().fail({ reason: 'r', details: 1 }), { reason: 'r', details: 1 }],
    ['cancel', album().cancel({ details: 2 }), { details: 2 }],
    ['terminate', album().terminate({ reason: 'r' }), { reason: 'r', cause: 'OPERATOR_INITIATED' }],
    ['continue as new', album().continueAsNew({ newExecutionRunId: 'n' }), { newExecutionRunId: 'n' }],
    ['time out', album().timeOut(), { timeoutType: 'START_TO_CLOSE' }],
  ])('includes why it ended: %s', (_, builder, facts) => {
    expect(builder.build().execution).toMatchObject({ status: 'CLOSED', ...facts });
  });

  it('includes a cancel request, a parent and an execution context', () => {
    const parent = { workflowId: 'p', runId: 'r' };
    const history = new HistoryBuilder()
      .start({ parent })
      .turn({ executionContext: { step: 1 } })
      .cancelRequested()
      .build();
    expect(history.cancelRequested).toBe(true);
    expect(history.execution).toMatchObject({ parent, executionContext: { step: 1 }, isOpen: true });
    expect(album().build().cancelRequested).toBe(false);
  });
});

describe('the entities of a history', () => {
  it('include activities', () => {
    const { activities } = album().build();
    expect(activities.get('1')).toMatchObject({
      id: '1',
      state: 'completed',
      attempt: 1,
      activityType: type,
      taskList: 'activities',
      startToCloseTimeout: 'NONE',
      scheduledEventId: 5,
      startedEventId: 6,
      identity: 'worker',
      input: { file: 'a.png' },
      rawInput: '{"file":"a.png"}',
      result: { url: '/a.png' },
      partial: false,
    });
    expect(activities.get('1')?.life).toEqual([
      { state: 'scheduled', eventId: 5, timestamp: new Date('2026-01-01T00:00:02Z') },
      { state: 'started', eventId: 6, timestamp: new Date('2026-01-01T00:00:03Z') },
      { state: 'completed', eventId: 7, timestamp: new Date('2026-01-01T00:00:04Z') },
    ]);
    expect(activities.failed[0]).toMatchObject({ id: '2', reason: 'broken', details: [1] });
    expect(activities.get('3')).toBeUndefined();
    expect(activities.has('3')).toBe(false);
  });

  it('keep every life of a reused id', () => {
    const { activities } = new HistoryBuilder()
      .start()
      .activity('1', { state: 'failed' })
      .activity('1', { state: 'timedOut', timeoutType: 'HEARTBEAT', details: { at: 3 } })
      .activity('1', { result: 3 })
      .build();
    expect(activities.get('1')).toMatchObject({ attempt: 3, result: 3 });
    expect(activities.lives('1').map(({ state }) => state)).toEqual(['failed', 'timedOut', 'completed']);
    expect(activities.timedOut[0]).toMatchObject({ timeoutType: 'HEARTBEAT', details: { at: 3 } });
    expect(activities.length).toBe(3);
  });

  it('return the open activity for an id rather than a rejected attempt to reuse the id', () => {
    const { activities, failedDecisions } = new HistoryBuilder()
      .start()
      .activity('1', { state: 'scheduled' })
      .activityScheduleFailed('1', { cause: 'ACTIVITY_ID_ALREADY_IN_USE' })
      .build();
    expect(activities.get('1')?.state).toBe('scheduled');
    expect(activities.scheduleFailed[0]?.cause).toBe('ACTIVITY_ID_ALREADY_IN_USE');
    expect(failedDecisions.map(({ name }) => name)).toEqual(['ScheduleActivityTaskFailed']);
  });

  it('include activities that never started', () => {
    const { activities } = new HistoryBuilder()
      .start()
      .activity('1', { state: 'timedOut', timeoutType: 'SCHEDULE_TO_START' })
      .activity('2', { state: 'canceled' })
      .build();
    expect(activities.get('1')?.startedEventId).toBeUndefined();
    expect(activities.get('2')?.startedEventId).toBeUndefined();
  });

  it('include timers', () => {
    const builder = album().timer('t', { state: 'started' });
    const { timers } = builder.build();
    expect(timers.fired[0]).toMatchObject({ id: 'backoff', startToFireTimeout: 60, control: 'again' });
    expect(timers.started.map(({ id }) => id)).toEqual(['t']);
    const after = builder.signal('x').timerCanceled('t').timerStartFailed('u').timerCancelFailed('t').build();
    expect(after.timers.canceled.map(({ id }) => id)).toEqual(['t']);
    expect(after.timers.startFailed[0]?.cause).toBe('TIMER_ID_ALREADY_IN_USE');
    expect(after.failedDecisions.map(({ attributes }) => attributes.cause)).toEqual([
      'TIMER_ID_ALREADY_IN_USE',
      'TIMER_ID_UNKNOWN',
    ]);
  });

  it('include child executions', () => {
    const { childExecutions } = album()
      .child('c1', { result: 1, runId: 'r1', input: 2 })
      .child('c2', { state: 'startFailed', cause: 'WORKFLOW_ALREADY_RUNNING' })
      .child('c3', { state: 'startFailed' })
      .child('c4', { state: 'failed', reason: 'broken' })
      .child('c5', { state: 'terminated' })
      .child('c6', { state: 'started' })
      .build();
    expect(childExecutions.get('c1')).toMatchObject({ state: 'completed', runId: 'r1', input: 2, result: 1 });
    expect(childExecutions.startFailed.map(({ cause }) => cause)).toEqual([
      'WORKFLOW_ALREADY_RUNNING',
      'WORKFLOW_TYPE_DOES_NOT_EXIST',
    ]);
    expect(childExecutions.get('c2')?.life.map(({ state }) => state)).toEqual([
      'startInitiated',
      'startFailed',
    ]);
    expect(childExecutions.failed[0]?.reason).toBe('broken');
    expect(childExecutions.open.map(({ id }) => id)).toEqual(['c6']);
  });

  it('include signals, by name and in order', () => {
    const from = { workflowId: 'w', runId: 'r' };
    const { signals } = album()
      .signal('add', { input: 1 })
      .signal('stop')
      .signal('add', { input: 2, from })
      .build();
    expect([...signals].map(({ id }) => id)).toEqual(['add', 'stop', 'add']);
    expect(signals.lives('add').map(({ input }) => input)).toEqual([1, 2]);
    expect(signals.get('add')).toMatchObject({ input: 2, from });
    expect(signals.get('stop')?.input).toBeUndefined();
    expect(signals.get('stop')?.from).toBeUndefined();
  });

  it('include signals and cancel requests to other executions', () => {
    const history = album()
      .externalSignal('w', { signalName: 'stop', input: 1 })
      .externalSignal('w', { signalName: 'go', state: 'signalFailed' })
      .externalCancel('w')
      .externalCancel('v', { state: 'requestCancelFailed' })
      .build();
    expect(history.externalSignals.signaled[0]).toMatchObject({ id: 'w', signalName: 'stop', input: 1 });
    expect(history.externalSignals.failed[0]?.cause).toBe('UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION');
    expect(history.externalCancels.requested[0]).toMatchObject({ id: 'w', runId: 'w-run' });
    expect(history.externalCancels.failed[0]?.id).toBe('v');
  });

  it('include markers', () => {
    const { markers } = album()
      .marker('size', { details: 1 })
      .marker('size', { details: 0 })
      .markerFailed('x')
      .build();
    expect(markers.lives('size').map(({ details }) => details)).toEqual([1, 0]);
    expect(markers.get('size')).toMatchObject({ attempt: 2, rawDetails: '0' });
    expect(markers.recordFailed[0]?.cause).toBe('OPERATION_NOT_PERMITTED');
  });

  it('include Lambda function calls', () => {
    const { lambdaFunctions } = album()
      .lambda('1', { name: 'f', input: 1, result: 2 })
      .lambda('2', { state: 'failed', reason: 'Unhandled' })
      .lambda('3', { state: 'startFailed' })
      .lambda('4', { state: 'scheduleFailed' })
      .build();
    expect(lambdaFunctions.get('1')).toMatchObject({ name: 'f', input: 1, result: 2 });
    expect(lambdaFunctions.failed[0]?.reason).toBe('Unhandled');
    expect(lambdaFunctions.startFailed[0]?.message).toMatch('No IAM role');
    expect(lambdaFunctions.scheduleFailed[0]?.cause).toBe('ID_ALREADY_IN_USE');
  });

  it('include the turns of the decider', () => {
    const { decisions } = new HistoryBuilder()
      .start()
      .turn({ identity: 'decider', executionContext: 'x' })
      .signal('go')
      .decisionTaskStarted()
      .decisionTaskTimedOut()
      .build();
    expect([...decisions].map(({ state }: DecisionTurn) => state)).toEqual([
      'completed',
      'timedOut',
      'scheduled',
    ]);
    expect(decisions.get(2)).toMatchObject({
      identity: 'decider',
      executionContext: 'x',
      completedEventId: 4,
    });
    expect(decisions.last?.isOpen).toBe(true);
  });

  it('include rejected decisions to close', () => {
    const history = album().closeFailed('Complete').continueAsNewFailed('WORKFLOW_TYPE_DEPRECATED').build();
    expect(history.finished).toBe(false);
    expect(history.failedDecisions.map(({ name, attributes }) => [name, attributes.cause])).toEqual([
      ['CompleteWorkflowExecutionFailed', 'UNHANDLED_DECISION'],
      ['ContinueAsNewWorkflowExecutionFailed', 'WORKFLOW_TYPE_DEPRECATED'],
    ]);
  });

  it('read payloads with the converter, once, and only on access', () => {
    const read: string[] = [];
    const converter = {
      toPayload: String,
      fromPayload: (payload: string) => {
        read.push(payload);
        return payload.toUpperCase();
      },
    };
    const { activities } = History.from(album().events, { converter });
    expect(read).toEqual([]);
    expect(activities.get('1')?.result).toBe('{"URL":"/A.PNG"}');
    expect(activities.get('1')?.result).toBe('{"URL":"/A.PNG"}');
    expect(read).toEqual(['{"url":"/a.png"}']);
  });
});

describe('a history that begins in the middle', () => {
  const whole = new HistoryBuilder()
    .start()
    .turn()
    .activityScheduled('1', { type })
    .activityScheduled('2')
    .lambdaScheduled('l')
    .timerStarted('t')
    .activityStarted('1')
    .activityCompleted('1', { result: 5 })
    .timerFired('t')
    .lambdaStarted('l')
    .activityCancelRequested('2')
    .build();
  const part = whole.slice(8);

  it('has partial entities with the known facts', () => {
    expect(part.first?.name).toBe('ActivityTaskStarted');
    expect(part.activities.completed[0]).toMatchObject({
      id: 'event:5',
      partial: true,
      scheduledEventId: 5,
      startedEventId: 9,
      result: 5,
    });
    expect(part.activities.get('event:5')).toBe(part.activities.completed[0]);
    expect(part.timers.fired[0]).toMatchObject({ id: 't', partial: true });
    expect(part.lambdaFunctions.started[0]).toMatchObject({ id: 'event:7', partial: true });
    expect(part.problems).toEqual([]);
  });

  it('matches a cancellation with its request', () => {
    expect(part.activities.lives('2').map(({ state }) => state)).toEqual(['canceled']);
  });

  it('has the given type', () => {
    const workflowType = { name: 'Thumbnails', version: '1' };
    expect(part.execution.partial).toBe(true);
    expect(part.execution.workflowType).toBeUndefined();
    expect(History.from([], { workflowType }).execution.workflowType).toEqual(workflowType);
  });
});

describe('History.concat', () => {
  it('does not affect a history that is held, iterated or continued twice', () => {
    const held = History.from(events.slice(0, 10));
    const walk = held[Symbol.iterator]();
    const longer = held.concat(events.slice(10));
    const again = held.concat(events.slice(10, 12));
    expect([...{ [Symbol.iterator]: () => walk }]).toHaveLength(10);
    expect([held.length, held.last?.id, [...held].length]).toEqual([10, 10, 10]);
    expect([again.length, again.last?.id, longer.length]).toEqual([12, 12, events.length]);
    expect(again.reversed.first?.id).toBe(12);
    expect(stateOf(held)).toEqual(stateOf(History.from(events.slice(0, 10))));
  });

  const { events } = album();

  it('continues the state and leaves the earlier history unchanged', () => {
    const before = History.from(events.slice(0, 10));
    const { activities } = before;
    expect(activities.completed).toHaveLength(1);
    const after = before.concat(events.slice(10));
    expect(after.timers.fired).toHaveLength(1);
    expect(before.timers.fired).toHaveLength(0);
    expect(before.length).toBe(10);
    expect(activities.failed).toHaveLength(0);
    expect(after.activities.get('1')).toBe(after.activities.completed[0]);
  });

  it('skips events that it already has, since the pages of a sticky decider overlap', () => {
    const joined = History.from(events.slice(0, 12)).concat(events.slice(8));
    expect([...joined].map(({ id }) => id)).toEqual(events.map(({ eventId }) => eventId));
  });

  it('continues a history in reverse order with older events', () => {
    const newest = events.toReversed();
    const joined = History.from(newest.slice(0, 7)).concat(newest.slice(5));
    expect([...joined].map(({ id }) => id)).toEqual(newest.map(({ eventId }) => eventId));
    expect(joined.problems).toEqual([]);
    expect(joined.activities.get('1')?.partial).toBe(false);
  });

  it('accepts converted events', () => {
    const history = History.from(events);
    expect(history.slice(0, 4).concat(history.slice(4)).activities.completed).toHaveLength(1);
    expect(History.from([]).concat(history).length).toBe(history.length);
    expect(History.from(history).at(6)).toBe(history.at(6));
  });

  it('rejects what is not an event', () => {
    const concat = (items: unknown) => Reflect.apply(History.prototype.concat, History.from([]), [items]);
    expect(() => concat([{}])).toThrow('eventType must be a string');
    expect(() => concat([{ ...History.from(events).at(0) }])).toThrow('eventType must be a string');
  });
});

describe('the problems of a history', () => {
  const { events } = album();

  it('include missing events', () => {
    const { problems } = History.from(events.filter(({ eventId }) => eventId !== 6));
    expect(problems).toEqual([
      { eventId: 7, message: 'ActivityTaskCompleted follows event 5, so events are missing' },
    ]);
  });

  it('include events about closed entities, which have no effect', () => {
    const twice = sample('ActivityTaskFailed', 20);
    const history = History.from([...events, twice]);
    expect(history.problems).toEqual([
      { eventId: 20, message: "ActivityTaskFailed is not valid for Activity('1', completed)" },
    ]);
    expect(history.activities.get('1')?.state).toBe('completed');
  });

  it('include references to events that began something else', () => {
    const { problems } = History.from([...events, sample('TimerFired', 20)]);
    expect(problems).toEqual([
      { eventId: 20, message: 'TimerFired refers to event 5, which did not begin any Timer' },
    ]);
  });

  it('include events after the close', () => {
    const closed = album().complete();
    const late = sample('WorkflowExecutionSignaled', closed.events.length + 1);
    expect(History.from([...closed.events, late]).problems).toHaveLength(1);
  });

  it('don’t include events of unknown types', () => {
    const unknown = { eventId: 20, eventType: 'ActivityTaskPaused', eventTimestamp: 0 };
    expect(History.from([...events, unknown]).problems).toEqual([]);
  });
});
