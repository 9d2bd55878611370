import type { Transitions } from './Transitions.js';

/** Transitions of the decider's turns. */
export const decisionTransitions = {
  DecisionTaskScheduled(state, event) {
    state.begin(state.decisions, event.id, event, event.attributes);
  },
  DecisionTaskStarted(state, event) {
    const { scheduledEventId: key, identity } = event.attributes;
    const facts = { startedEventId: event.id, identity };
    state.advance(state.decisions, { key, id: key, from: ['scheduled'], event }, facts);
  },
  DecisionTaskCompleted(state, event) {
    const { scheduledEventId: key, startedEventId, executionContext } = event.attributes;
    const facts = { startedEventId, completedEventId: event.id, rawExecutionContext: executionContext };
    state.advance(state.decisions, { key, id: key, from: ['started', 'scheduled'], event }, facts);
    if (executionContext !== undefined) {
      state.execution = state.execution.updated(undefined, { rawExecutionContext: executionContext });
    }
  },
  DecisionTaskTimedOut(state, event) {
    const { scheduledEventId: key, startedEventId, timeoutType } = event.attributes;
    const facts = { startedEventId: startedEventId || undefined, timeoutType };
    state.advance(state.decisions, { key, id: key, from: ['started', 'scheduled'], event }, facts);
  },
} satisfies Transitions;
