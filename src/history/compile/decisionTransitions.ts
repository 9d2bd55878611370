import type { Transitions } from './Transitions.js';

/** Transitions of the decider's turns. */
export const decisionTransitions = {
  DecisionTaskScheduled(ledger, event) {
    ledger.begin(ledger.decisions, event.id, event, event.attributes);
  },
  DecisionTaskStarted(ledger, event) {
    const { scheduledEventId: key, identity } = event.attributes;
    const news = { startedEventId: event.id, identity };
    ledger.advance(ledger.decisions, { key, id: key, from: ['scheduled'], event }, news);
  },
  DecisionTaskCompleted(ledger, event) {
    const { scheduledEventId: key, startedEventId, executionContext } = event.attributes;
    const news = { startedEventId, completedEventId: event.id, rawExecutionContext: executionContext };
    ledger.advance(ledger.decisions, { key, id: key, from: ['started', 'scheduled'], event }, news);
    if (executionContext !== undefined) {
      ledger.execution = ledger.execution.updated(undefined, { rawExecutionContext: executionContext });
    }
  },
  DecisionTaskTimedOut(ledger, event) {
    const { scheduledEventId: key, startedEventId, timeoutType } = event.attributes;
    const news = { startedEventId: startedEventId || undefined, timeoutType };
    ledger.advance(ledger.decisions, { key, id: key, from: ['started', 'scheduled'], event }, news);
  },
} satisfies Transitions;
