import { inspect } from 'node:util';
import { EventType, type HistoryEvent } from '@aws-sdk/client-swf';
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest';
import {
  adoptEvent,
  type Event,
  type EventAttributes,
  type EventName,
  type EventOf,
  eventNames,
  isKnown,
  toEvent,
} from '../../../src/history/index.js';
import { everySample, sample, samples } from './samples.js';

const timeouts = /Timeout$/;

/** Returns the expected attributes, by the rules rather than by the code under test. */
function asRead(attributes: object): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => {
      if (key === 'taskList') return [key, value.name];
      if (key === 'taskPriority') return [key, Number(value)];
      return [key, timeouts.test(key) && value !== 'NONE' ? Number(value) : value];
    }),
  );
}

const readings = {
  ActivityTaskScheduled: ['ActivityTask', 'scheduled'],
  ScheduleActivityTaskFailed: ['ActivityTask', 'scheduleFailed'],
  ActivityTaskStarted: ['ActivityTask', 'started'],
  ActivityTaskCompleted: ['ActivityTask', 'completed'],
  ActivityTaskFailed: ['ActivityTask', 'failed'],
  ActivityTaskTimedOut: ['ActivityTask', 'timedOut'],
  ActivityTaskCanceled: ['ActivityTask', 'canceled'],
  ActivityTaskCancelRequested: ['ActivityTask', 'cancelRequested'],
  RequestCancelActivityTaskFailed: ['ActivityTask', 'requestCancelFailed'],
  DecisionTaskScheduled: ['DecisionTask', 'scheduled'],
  DecisionTaskTimedOut: ['DecisionTask', 'timedOut'],
  WorkflowExecutionStarted: ['WorkflowExecution', 'started'],
  WorkflowExecutionSignaled: ['WorkflowExecution', 'signaled'],
  WorkflowExecutionContinuedAsNew: ['WorkflowExecution', 'continuedAsNew'],
  CompleteWorkflowExecutionFailed: ['WorkflowExecution', 'completeFailed'],
  StartChildWorkflowExecutionInitiated: ['ChildWorkflowExecution', 'startInitiated'],
  StartChildWorkflowExecutionFailed: ['ChildWorkflowExecution', 'startFailed'],
  ChildWorkflowExecutionTerminated: ['ChildWorkflowExecution', 'terminated'],
  SignalExternalWorkflowExecutionInitiated: ['ExternalWorkflowExecution', 'signalInitiated'],
  ExternalWorkflowExecutionSignaled: ['ExternalWorkflowExecution', 'signaled'],
  RequestCancelExternalWorkflowExecutionFailed: ['ExternalWorkflowExecution', 'requestCancelFailed'],
  MarkerRecorded: ['Marker', 'recorded'],
  TimerStarted: ['Timer', 'started'],
  TimerFired: ['Timer', 'fired'],
  CancelTimerFailed: ['Timer', 'cancelFailed'],
  LambdaFunctionScheduled: ['LambdaFunction', 'scheduled'],
  StartLambdaFunctionFailed: ['LambdaFunction', 'startFailed'],
} as const;

describe('toEvent', () => {
  it('knows every event type of the API', () => {
    expect([...eventNames].sort()).toEqual(Object.keys(EventType).sort());
    expect(Object.keys(samples).sort()).toEqual(Object.keys(EventType).sort());
  });

  it.each(everySample)(
    'reads %s: attributes in camel case, durations and priorities as numbers',
    (name, raw) => {
      const event = toEvent(raw);
      expect(event.name).toBe(name);
      expect(event.id).toBe(7);
      expect(event.timestamp).toEqual(new Date('2026-01-01T00:00:07Z'));
      expect(event.attributes).toEqual(asRead(samples[name]));
      expect(isKnown(event)).toBe(true);
    },
  );

  it.each(Object.entries(readings))(
    'knows the subject of %s and its state afterwards',
    (name, [type, state]) => {
      expect(toEvent(sample(name as keyof typeof readings))).toMatchObject({ type, state });
    },
  );

  it('omits attributes that the service omitted', () => {
    const { attributes } = toEvent(
      sample('ActivityTaskCompleted', 7, { scheduledEventId: 5, result: undefined }),
    );
    expect(Object.keys(attributes)).toEqual(['scheduledEventId']);
  });

  it('reads null as absent, as in the protocol', () => {
    const raw = JSON.parse(
      JSON.stringify(sample('ActivityTaskCompleted', 7, { scheduledEventId: 5, result: null })),
    );
    expect(toEvent(raw).attributes).toEqual({ scheduledEventId: 5 });
  });

  it('keeps 0, an empty string and false', () => {
    const attributes = { scheduledEventId: 5, startedEventId: 0, result: '' };
    expect(toEvent(sample('ActivityTaskCompleted', 7, attributes)).attributes).toEqual(attributes);
  });

  it.each(everySample)('freezes %s, deeply', (_, raw) => {
    const event = toEvent(raw);
    expect(Object.isFrozen(event)).toBe(true);
    expect(Object.isFrozen(event.attributes)).toBe(true);
    for (const value of Object.values(event.attributes)) {
      if (typeof value === 'object') expect(Object.isFrozen(value)).toBe(true);
    }
  });

  it('does not freeze or change the original event, and keeps it as raw', () => {
    const raw = sample('WorkflowExecutionStarted');
    const before = structuredClone(raw);
    const event = toEvent(raw);
    expect(raw).toEqual(before);
    expect(Object.isFrozen(raw.workflowExecutionStartedEventAttributes?.tagList)).toBe(false);
    expect(event.raw).toBe(raw);
    expect(Object.keys(event)).not.toContain('raw');
  });

  it('accepts an event of an unknown type', () => {
    const raw: unknown = {
      eventId: 3,
      eventType: 'ActivityTaskPaused',
      eventTimestamp: new Date(0),
      activityTaskPausedEventAttributes: { scheduledEventId: 2, pauseTimeout: '5' },
    };
    const event = toEvent(raw as HistoryEvent);
    expect(event).toMatchObject({ name: 'ActivityTaskPaused', type: 'Unknown', state: 'unknown', id: 3 });
    expect(event.attributes).toEqual({ scheduledEventId: 2, pauseTimeout: '5' });
    expect(isKnown(event)).toBe(false);
  });

  it.each([
    ['a Date', new Date('2017-06-13T16:24:33.073Z')],
    ['seconds as written by the service', 1_497_371_073.073],
    ['milliseconds since the epoch', 1_497_371_073_073],
    ['ISO text as printed by the AWS CLI', '2017-06-13T16:24:33.073000+00:00'],
    ['ISO text in another zone', '2017-06-13T18:24:33.073+02:00'],
  ])('reads %s as a timestamp', (_, eventTimestamp) => {
    const event = toEvent({ ...sample('TimerFired'), eventTimestamp });
    expect(event.timestamp.toISOString()).toBe('2017-06-13T16:24:33.073Z');
  });

  it.each(['2017-06-13T16:24:33.073', '2017-06-13 16:24:33.073000'])(
    'reads ISO text without a zone as UTC in every time zone: %s',
    eventTimestamp => {
      vi.stubEnv('TZ', 'America/New_York');
      onTestFinished(() => void vi.unstubAllEnvs());
      expect(new Date(2017, 5).getTimezoneOffset()).toBe(240);
      const { timestamp } = toEvent({ ...sample('TimerFired'), eventTimestamp });
      expect(timestamp.toISOString()).toBe('2017-06-13T16:24:33.073Z');
    },
  );

  it.each([
    ['eventTimestamp', { eventTimestamp: Number.NaN }],
    ['eventTimestamp', { eventTimestamp: Number.POSITIVE_INFINITY }],
    ['eventTimestamp', { eventTimestamp: new Date(Number.NaN) }],
    ['eventType', { eventType: undefined }],
    ['eventId', { eventId: undefined }],
    ['eventTimestamp', { eventTimestamp: 'yesterday' }],
  ])('rejects an event with an invalid %s', (field, wrong) => {
    expect(() => toEvent({ ...sample('TimerFired'), ...wrong })).toThrow(field);
  });

  it.each(['1/1/2026', 'Jan 1, 2026', '2026-1-1', 'Thu Jan 01 2026 00:00:00'])(
    'rejects a timestamp that depends on the time zone of the machine: %s',
    eventTimestamp => {
      const raw = { eventId: 1, eventType: 'TimerFired', eventTimestamp };
      expect(() => Reflect.apply(toEvent, undefined, [raw])).toThrow(
        'eventTimestamp must be a Date, an ISO date',
      );
    },
  );

  it('returns events with a one-line string form', () => {
    const event = toEvent(sample('TimerFired'));
    expect(`${event}`).toBe('7 TimerFired 2026-01-01T00:00:07.000Z');
    expect(inspect(event)).toBe("7 TimerFired 2026-01-01T00:00:07.000Z { timerId: 't', startedEventId: 5 }");
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      id: 7,
      name: 'TimerFired',
      timestamp: '2026-01-01T00:00:07.000Z',
      attributes: { timerId: 't', startedEventId: 5 },
    });
  });
});

describe('adoptEvent', () => {
  const adopted = (name: EventName) => adoptEvent(structuredClone(sample(name)));

  it.each(everySample)('reads %s like toEvent, and freezes it deeply', (name, raw) => {
    const event = adopted(name);
    expect(JSON.stringify(event)).toBe(JSON.stringify(toEvent(raw)));
    for (const value of [event.attributes, ...Object.values(event.attributes)])
      if (typeof value === 'object') expect(Object.isFrozen(value)).toBe(true);
  });

  it('shares the timestamp and the attributes that need no conversion with the original event', () => {
    const event = adopted('ActivityTaskCompleted');
    expect(event.attributes).toBe(event.raw.activityTaskCompletedEventAttributes);
    expect(event.timestamp).toBe(event.raw.eventTimestamp);
  });

  it('leaves attributes that need a conversion as they are in the original event', () => {
    const { raw } = adopted('WorkflowExecutionStarted');
    expect(raw).toEqual(sample('WorkflowExecutionStarted'));
  });

  it('takes null and undefined for absent', () => {
    const attributes = { scheduledEventId: 5, startedEventId: 6, result: null, details: undefined };
    const event = adoptEvent(sample('ActivityTaskCompleted', 7, attributes));
    expect(Object.keys(event.attributes)).toEqual(['scheduledEventId', 'startedEventId']);
  });
});

describe('Event', () => {
  it('is narrowed by its name', () => {
    const read = (event: Event) => {
      switch (event.name) {
        case 'ActivityTaskScheduled':
          expectTypeOf(event.type).toEqualTypeOf<'ActivityTask'>();
          expectTypeOf(event.state).toEqualTypeOf<'scheduled'>();
          expectTypeOf(event.attributes.activityType.version).toEqualTypeOf<string>();
          return event.attributes.activityId;
        case 'TimerStarted':
          expectTypeOf(event.attributes.startToFireTimeout).toEqualTypeOf<number>();
          return event.attributes.timerId;
        default:
          return event.name;
      }
    };
    expect(read(toEvent(sample('ActivityTaskScheduled')))).toBe('1');
    expect(read(toEvent(sample('TimerStarted')))).toBe('t');
  });

  it('is narrowed by its subject and state', () => {
    const event = toEvent(sample('ActivityTaskCompleted'));
    if (event.type !== 'ActivityTask' || event.state !== 'completed') throw new Error('not narrowed');
    expectTypeOf(event).toEqualTypeOf<EventOf<'ActivityTaskCompleted'>>();
    expectTypeOf(event.attributes.result).toEqualTypeOf<string | undefined>();
  });

  it('has attributes typed as required or optional, as in the API', () => {
    type Scheduled = EventAttributes<'ActivityTaskScheduled'>;
    expectTypeOf<Scheduled['taskList']>().toEqualTypeOf<string>();
    expectTypeOf<Scheduled['decisionTaskCompletedEventId']>().toEqualTypeOf<number>();
    expectTypeOf<Scheduled>()
      .toHaveProperty('startToCloseTimeout')
      .toEqualTypeOf<number | 'NONE' | undefined>();
    expectTypeOf<Scheduled>().toHaveProperty('taskPriority').toEqualTypeOf<number | undefined>();
    expectTypeOf<EventAttributes<'WorkflowExecutionStarted'>>()
      .toHaveProperty('tagList')
      .toEqualTypeOf<readonly string[] | undefined>();
  });
});
