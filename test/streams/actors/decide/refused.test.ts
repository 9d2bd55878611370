import { DecisionTask, Domain, History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { failureAnswer } from '../../../../src/streams/actors/decide/failureAnswer.js';
import { taskViewOf } from '../../../../src/streams/actors/decide/TaskView.js';

/** A task of an execution whose last turn ended with an event. */
function taskAfter(eventType: string, key: string, attributes: object): DecisionTask {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Album', version: '1' } }).turn();
  const { events } = builder;
  const { eventId = 0, eventTimestamp } = events.at(-1) ?? {};
  const failed = { eventId: eventId + 1, eventType, eventTimestamp, [key]: attributes };
  const history = History.from([...events, failed]);
  return new DecisionTask(
    new Domain({ name: 'media' }),
    {
      taskToken: 'token',
      startedEventId: eventId + 1,
      workflowExecution: { workflowId: 'album-7', runId: 'r-1' },
      workflowType: { name: 'Album', version: '1' },
      events: [],
    },
    history,
  );
}

const refused = { cause: 'OPERATION_NOT_PERMITTED', decisionTaskCompletedEventId: 4 };
const marker = (markerName: string) =>
  taskAfter('RecordMarkerFailed', 'recordMarkerFailedEventAttributes', { ...refused, markerName });
const timer = (timerId: string) =>
  taskAfter('StartTimerFailed', 'startTimerFailedEventAttributes', { ...refused, timerId });

describe('if SWF refuses a marker or timer of the library', () => {
  it('a failed task is left to time out, because a refused decision triggers the next task immediately', () => {
    for (const task of [marker('rx-swf.error'), timer('rx-swf.error.3')])
      expect(failureAnswer(task, new Error('a bug'), 'retry').decisions).toBeUndefined();
  });

  it('decisions are not sent in parts', () => {
    expect(() => taskViewOf(marker('rx-swf.more'))).toThrow('SWF refused the marker rx-swf.more');
  });

  it('the parts continue without a timer, because its refusal triggers the next task', () => {
    expect(taskViewOf(timer('rx-swf.more.3')).progress.sent).toBe(0);
  });

  it('markers of the user do not count', () => {
    expect(failureAnswer(marker('mine'), new Error('a bug'), 'retry').retryIn).toBe(1);
  });
});
