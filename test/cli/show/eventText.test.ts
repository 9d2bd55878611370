import { Domain, History, type HistoryEventLike } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { eventText } from '../../../src/cli/show/eventText.js';

const activityType = { name: 'Resize', version: '1' };
const workflowExecution = { workflowId: 'cover-7', runId: 'r' };

/** Returns the text of the last of these events. */
function textOf(...events: readonly [eventType: string, attributes: object][]): string | undefined {
  const history = History.from(
    events.map(([eventType, attributes], index): HistoryEventLike => {
      const member = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
      return { eventId: index + 1, eventType, eventTimestamp: 0, [member]: attributes };
    }),
  );
  const { last } = history;
  return last && eventText(last, history, { domain: new Domain('media') });
}

const scheduled: [string, object] = [
  'ActivityTaskScheduled',
  { activityId: 'a.png', activityType, taskList: { name: 'thumbnails' }, decisionTaskCompletedEventId: 0 },
];

describe('eventText', () => {
  it.each<[string, object, string | undefined]>([
    ['ActivityTaskScheduled', scheduled[1], 'activity a.png (Resize@1) scheduled on thumbnails'],
    ['ActivityTaskStarted', { identity: 'worker-1' }, 'activity a.png started by worker-1'],
    ['ActivityTaskStarted', {}, 'activity a.png started'],
    ['ActivityTaskCompleted', { result: '{"url":"a"}' }, 'activity a.png completed: {"url":"a"}'],
    ['ActivityTaskFailed', { reason: 'no\nmemory' }, 'activity a.png failed: no\nmemory'],
    ['ActivityTaskTimedOut', { timeoutType: 'HEARTBEAT' }, 'activity a.png timed out: HEARTBEAT'],
    ['ActivityTaskCanceled', {}, 'activity a.png canceled'],
    ['ActivityTaskCancelRequested', { activityId: 'a.png' }, 'activity a.png cancel requested'],
    ['WorkflowExecutionSignaled', { signalName: 'page', input: '7' }, 'signal page: 7'],
    ['WorkflowExecutionCancelRequested', {}, 'cancel requested'],
    ['WorkflowExecutionCompleted', {}, 'completed'],
    ['WorkflowExecutionFailed', { reason: 'Error', details: '{"message":"late"}' }, 'failed: Error: late'],
    ['WorkflowExecutionTerminated', { reason: 'a duplicate' }, 'terminated: a duplicate'],
    ['WorkflowExecutionTerminated', { cause: 'OPERATOR_INITIATED' }, 'terminated by an operator'],
    ['WorkflowExecutionTerminated', {}, 'terminated'],
    ['WorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE' }, 'timed out: START_TO_CLOSE'],
    ['WorkflowExecutionContinuedAsNew', { newExecutionRunId: 'r2' }, 'continued as r2'],
    ['DecisionTaskScheduled', {}, undefined],
    ['DecisionTaskTimedOut', { timeoutType: 'START_TO_CLOSE' }, 'decision task timed out: START_TO_CLOSE'],
    ['TimerStarted', { timerId: 'cool-down', startToFireTimeout: '5400' }, 'timer cool-down started: 1h 30m'],
    ['TimerFired', { timerId: 'cool-down' }, 'timer cool-down fired'],
    ['MarkerRecorded', { markerName: 'step', details: '"two"' }, 'marker step: two'],
    [
      'MarkerRecorded',
      { markerName: 'rx-swf.error', details: '{"reason":"TypeError"}' },
      'decision failed: TypeError',
    ],
    ['ChildWorkflowExecutionStarted', { workflowExecution }, 'child cover-7 started'],
    ['ChildWorkflowExecutionCompleted', { workflowExecution, result: '7' }, 'child cover-7 completed: 7'],
    ['ChildWorkflowExecutionFailed', { workflowExecution, reason: 'Error' }, 'child cover-7 failed: Error'],
    ['ChildWorkflowExecutionTerminated', { workflowExecution }, 'child cover-7 terminated'],
    [
      'ScheduleActivityTaskFailed',
      { activityId: 'b.png', activityType, cause: 'ACTIVITY_ID_IN_USE', decisionTaskCompletedEventId: 0 },
      'activity b.png schedule failed: ACTIVITY_ID_IN_USE',
    ],
    ['LambdaFunctionScheduled', { id: 'thumb', name: 'f' }, 'Lambda function thumb scheduled'],
    ['ExternalWorkflowExecutionSignaled', { workflowExecution }, 'external execution cover-7 signaled'],
  ])('describes %s %j', (eventType, attributes, text) => {
    expect(textOf(scheduled, [eventType, { scheduledEventId: 1, ...attributes }])).toBe(text);
  });

  it('names an activity by its event if that is not in the history', () => {
    expect(textOf(['ActivityTaskCanceled', { scheduledEventId: 7 }])).toBe('activity of event 7 canceled');
  });
});
