import type { History } from '../../history/index.js';

/**
 * Returns the history as it is when a decider has started the pending task; `undefined` if no decision is due.
 */
export function dueOf(history: History): History | undefined {
  const due = history.finished ? undefined : history.decisions.open[0];
  if (due === undefined) return undefined;
  return history.decisions.started.length > 0 ? history : begun(history, due.id);
}

/** Returns the history as it continues when a decider starts the pending task. */
function begun(history: History, scheduledEventId: number): History {
  const { last } = history;
  return history.concat([
    {
      eventId: history.lastEventId + 1,
      eventType: 'DecisionTaskStarted',
      eventTimestamp: last?.timestamp,
      decisionTaskStartedEventAttributes: { scheduledEventId },
    },
  ]);
}
