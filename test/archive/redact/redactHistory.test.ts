import { describe, expect, it } from 'vitest';
import { redactHistory } from '../../../src/archive/redact/redactHistory.js';

const marker = (markerName: string, details: string) => ({
  eventId: 1,
  eventType: 'MarkerRecorded' as const,
  eventTimestamp: new Date(0),
  markerRecordedEventAttributes: { markerName, details, decisionTaskCompletedEventId: 4 },
});

const detailsOf = (events: ReturnType<typeof redactHistory>) =>
  events.map(({ markerRecordedEventAttributes }) => markerRecordedEventAttributes?.details);

describe('redactHistory()', () => {
  it('redacts all payloads of an event, and keeps ids and names', () => {
    const attributes = {
      activityId: 'charge-7',
      activityType: { name: 'Charge', version: '1' },
      input: '["Anna",7]',
      control: 'Anna',
      taskList: { name: 'list 7' },
      decisionTaskCompletedEventId: 4,
    };
    const event = {
      eventId: 5,
      eventTimestamp: new Date(0),
      activityTaskScheduledEventAttributes: attributes,
    };
    expect(redactHistory([{ ...event, eventType: 'ActivityTaskScheduled' }])).toEqual([
      {
        ...event,
        eventType: 'ActivityTaskScheduled',
        activityTaskScheduledEventAttributes: { ...attributes, input: '["xxxx",1]', control: 'xxxx' },
      },
    ]);
  });

  it('redacts values of side effects, and keeps what decides a replay', () => {
    const events = redactHistory([
      marker('rx-swf.sideEffect.1', '{"name":"CardDeclined"}'),
      marker(
        'rx-swf.sideEffect.1.failed',
        '{"reason":"CardDeclined: Anna","details":{"name":"CardDeclined"}}',
      ),
      marker('rx-swf.version.a', '"retired"'),
      marker('rx-swf.semantics', '{"limits":{"StartTimer":7}}'),
      marker('note', '"Anna"'),
    ]);
    expect(detailsOf(events)).toEqual([
      '{"name":"xxxxxxxxxxxx"}',
      '{"reason":"CardDeclined: xxxx","details":{"name":"CardDeclined"}}',
      '"retired"',
      '{"limits":{"StartTimer":7}}',
      '"xxxx"',
    ]);
  });

  it('keeps the notes of retries in the control of timers', () => {
    const attributes = { timerId: '1', control: '"rx-swf.retry.3"', startToFireTimeout: '7' };
    const event = { eventId: 5, eventType: 'TimerStarted' as const, eventTimestamp: new Date(0) };
    const [redacted] = redactHistory([
      { ...event, timerStartedEventAttributes: { ...attributes, decisionTaskCompletedEventId: 4 } },
    ]);
    expect(redacted?.timerStartedEventAttributes).toMatchObject(attributes);
  });

  it('redacts the record of a redriven run across its parts', () => {
    const result = { result: '"Anna 7"', scheduledEventId: 5 };
    const record = JSON.stringify([
      [
        [[3, 0, [[7, 'ActivityTaskCompleted', 1_700, result]], []]],
        [
          ['rx-swf.sideEffect.2', '"Anna"'],
          ['rx-swf.version.a', '"retired"'],
        ],
        [[[9, 'WorkflowExecutionSignaled', 1_800, { signalName: 'go', input: '"Bob"' }]]],
      ],
    ]);
    const parts = [record.slice(0, 60), record.slice(60, 100), record.slice(100)];
    const events = redactHistory(parts.map((part, at) => marker(`rx-swf.redriven.${at + 1}.3`, part)));
    const redacted = detailsOf(events);
    expect(redacted.map(part => part?.length)).toEqual(parts.map(part => part.length));
    expect(redacted.join('')).toBe(
      record.replace('Anna 7', 'xxxx 1').replace('Anna', 'xxxx').replace('Bob', 'xxx'),
    );
  });
});
