import { describe, expect, it } from 'vitest';
import { mapPayloads } from '../../../src/payloads/offload/mapPayloads.js';

const loud = <T>(shape: T) => mapPayloads(shape, text => text.toUpperCase());

describe('mapPayloads', () => {
  it('changes payloads at any depth, and nothing else', () => {
    const eventTimestamp = new Date(0);
    const events = [
      { eventId: 1, eventTimestamp, signalEventAttributes: { signalName: 's', input: 'in' } },
      { eventId: 2, failedEventAttributes: { reason: 'why', details: 'more', control: 'c' } },
    ];
    expect(
      loud({ events, executionContext: 'x', latestExecutionContext: 'y', result: 'r', name: 'n' }),
    ).toEqual({
      events: [
        { eventId: 1, eventTimestamp, signalEventAttributes: { signalName: 's', input: 'IN' } },
        { eventId: 2, failedEventAttributes: { reason: 'why', details: 'MORE', control: 'C' } },
      ],
      executionContext: 'X',
      latestExecutionContext: 'Y',
      result: 'R',
      name: 'n',
    });
  });

  it('does not modify its argument, and copies only what changes', () => {
    const same = Object.freeze({ timerId: '1' });
    const shape = Object.freeze({ decisions: Object.freeze([same, Object.freeze({ details: 'd' })]) });
    const changed = loud(shape);
    expect(changed.decisions[0]).toBe(same);
    expect(changed.decisions).toEqual([same, { details: 'D' }]);
    expect(mapPayloads(shape, text => text)).toBe(shape);
  });

  it('does not change the input of a Lambda function, because SWF passes it on', () => {
    const attributes = { id: '1', input: 'in', control: 'c' };
    expect(loud({ scheduleLambdaFunctionDecisionAttributes: attributes })).toEqual({
      scheduleLambdaFunctionDecisionAttributes: { ...attributes, control: 'C' },
    });
  });
});
