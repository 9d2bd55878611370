import { eventNames, History, HistoryQuerySet, InvalidArgumentError, toEvent } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';

/** Any value, as from a program in plain JavaScript. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
type Anything = any;

const started = () => new HistoryBuilder().start();
const history = started().activity('1', { state: 'timedOut' }).build();

describe('the states of a history', () => {
  it('are spelled like its lists', () => {
    expect(history.activities.timedOut[0]?.state).toBe('timedOut');
    expect(history.activities.in('timedOut')).toEqual(history.activities.timedOut);
    expect(history.activities.count('timedOut')).toBe(1);
    expect(history.filter({ type: 'ActivityTask', state: 'timedOut' })).toHaveLength(1);
    expect(`${history.activities}`).toBe('Activities(1: 1 timedOut)');
    expect(started().timer('1', { state: 'startFailed' }).build().timers.startFailed[0]?.state).toBe(
      'startFailed',
    );
  });

  it('are in camel case for each event type of the API', () => {
    for (const eventType of eventNames) {
      const { state } = toEvent({ eventId: 1, eventType, eventTimestamp: new Date(0) });
      expect(state).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
    }
  });

  it.each<[string, (state: Anything) => unknown]>([
    ['filter()', state => history.filter({ state })],
    ['in()', state => history.activities.in(state)],
    ['count()', state => history.activities.count(state)],
    ['a queryset', state => new HistoryQuerySet('media').filter({ workflowId: 'a', runId: 'b' }, { state })],
    ['a built activity', state => started().activity('1', { state })],
    ['a built timer', state => started().timer('1', { state })],
    ['a built child', state => started().child('1', { state })],
    ['a built Lambda function call', state => started().lambda('1', { state })],
    ['a built signal', state => started().externalSignal('1', { signalName: 'a', state })],
    ['a built cancel request', state => started().externalCancel('1', { state })],
  ])('in another spelling are rejected by %s', (_, call) => {
    expect(() => call('timed_out')).toThrow(InvalidArgumentError);
    expect(() => call('timed_out')).toThrow('Unknown state "timed_out". Did you mean "timedOut"?');
  });

  it('include that of an unknown event', () => {
    const unknown = History.from([{ eventId: 1, eventType: 'New', eventTimestamp: new Date(0) }]);
    expect(unknown.filter({ state: 'unknown' })).toHaveLength(1);
  });
});
