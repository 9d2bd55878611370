import type { Event, History } from '../../history/index.js';
import { closings } from '../../workflows/commands/Outcome.js';
import { commandOf } from '../../workflows/turns/commandOf.js';

/**
 * Returns the history without its last decision if that was cut in the middle. SWF writes all events of a
 * decision at once, so only `slice` can split one.
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

/** Returns whether an event was written by a decision. */
const isDecided = (event: Event): boolean => commandOf(event) !== undefined || event.name in closings;
