import type { HistoryEvent } from '../api/events.js';
import { attributesOf } from './attributesOf.js';

/** Returns true if a decision of this answer caused the event directly, and not a consequence outside. */
function isOfAnswer(event: HistoryEvent, decisionTaskCompletedEventId: number): boolean {
  const { activityTaskCanceledEventAttributes: canceled } = event;
  // A task that no worker has started is canceled by the decision itself.
  if (canceled !== undefined) return !canceled.startedEventId;
  const { decisionTaskCompletedEventId: id, initiatedEventId = 0 } = attributesOf(event, event.eventType);
  return id === decisionTaskCompletedEventId && initiatedEventId === 0;
}

/**
 * Returns the id of the last event of the step that an event belongs to. SWF carries out the decisions of an
 * answer together, so `DecisionTaskCompleted` and the events of its decisions are one step.
 */
export function stepEnd(events: readonly HistoryEvent[], at: number): number {
  const completed = events
    .slice(0, at)
    .findLast(({ eventType }) => eventType === 'DecisionTaskCompleted')?.eventId;
  if (completed === undefined) return at;
  let last = completed;
  for (const event of events.slice(completed)) {
    if (!isOfAnswer(event, completed)) break;
    last = event.eventId;
  }
  return Math.max(at, last);
}
