import type { Event, History } from '../../history/index.js';
import { closings } from '../../workflows/commands/Outcome.js';
import { commandOf } from '../../workflows/commands/recorded.js';

/**
 * A history without the decision that it has only a part of, where it was cut in the middle of one. SWF writes all
 * that a decision does at once, so that only `slice` can have done that.
 */
export function wholeTurns(history: History): History {
  const { cutBefore } = history;
  if (cutBefore === undefined || !isDecided(cutBefore)) return history;
  const { decisionTaskCompletedEventId = 0 } = cutBefore.attributes as {
    readonly decisionTaskCompletedEventId?: number;
  };
  const completed = history.get(decisionTaskCompletedEventId);
  return completed?.name === 'DecisionTaskCompleted'
    ? history.slice(0, completed.attributes.startedEventId)
    : history;
}

/** Whether an event is a part of what a decision has written. */
const isDecided = (event: Event): boolean => commandOf(event) !== undefined || event.name in closings;
