import { History, type HistoryEventLike } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';

/** Start time of built histories, in milliseconds since the epoch. */
export const startTime = Date.UTC(2026, 0);

export const album = { name: 'Album', version: '1' };
export const resize = { name: 'Resize', version: '1' };

/** A builder of an execution that has started. */
export const started = () => new HistoryBuilder().start({ workflowType: album, input: { files: ['a.png'] } });

/** An execution with a failed attempt, a backoff of three days, and a child that still runs. */
export const busy = () =>
  started()
    .activity('1', { type: resize, state: 'failed', reason: 'disk full' })
    .timer('backoff', { startToFireTimeout: 3 * 86_400 })
    .activity('1', { type: resize, result: { url: '/a.png' } })
    .signal('decision', { input: { isApproved: true } })
    .child('print-7', { state: 'started' })
    .marker('size', { details: 640 })
    .build();

/** A history of about `count` events: activities of which some fail, with a decision task for each. */
export function longHistory(count: number): History {
  const events: HistoryEventLike[] = [];
  const add = (eventType: string, attributes: object): number => {
    const eventId = events.length + 1;
    const key = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
    events.push({
      eventId,
      eventType,
      eventTimestamp: new Date(startTime + eventId * 100),
      [key]: attributes,
    });
    return eventId;
  };
  add('WorkflowExecutionStarted', {
    workflowType: album,
    taskList: { name: 'decisions' },
    childPolicy: 'TERMINATE',
  });
  while (events.length < count - 6) {
    const task = add('DecisionTaskScheduled', { taskList: { name: 'decisions' } });
    const begun = add('DecisionTaskStarted', { scheduledEventId: task });
    const decided = add('DecisionTaskCompleted', { scheduledEventId: task, startedEventId: begun });
    const scheduledEventId = add('ActivityTaskScheduled', {
      activityId: `${decided}`,
      activityType: resize,
      taskList: { name: 'thumbnails' },
      decisionTaskCompletedEventId: decided,
    });
    const startedEventId = add('ActivityTaskStarted', { scheduledEventId });
    const outcome = { scheduledEventId, startedEventId };
    if (decided % 7 === 0) add('ActivityTaskFailed', { ...outcome, reason: 'disk full' });
    else add('ActivityTaskCompleted', { ...outcome, result: '"done"' });
  }
  return History.from(events);
}
