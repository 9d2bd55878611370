import { type Event, isKnown } from '../events/Event.js';
import type { EventName } from '../events/eventTable.js';
import { missingAttributes } from '../events/missingAttributes.js';
import { activityTransitions } from './activityTransitions.js';
import type { CompiledState } from './CompiledState.js';
import { childTransitions } from './childTransitions.js';
import { decisionTransitions } from './decisionTransitions.js';
import { executionTransitions } from './executionTransitions.js';
import { externalTransitions } from './externalTransitions.js';
import type { FailedDecision } from './FailedDecision.js';
import { lambdaTransitions } from './lambdaTransitions.js';
import type { Transitions } from './Transitions.js';
import { timerTransitions } from './timerTransitions.js';

/** The transitions of all event types. The type ensures that none is missing. */
const transitions: Required<Transitions> = {
  ...executionTransitions,
  ...decisionTransitions,
  ...activityTransitions,
  ...timerTransitions,
  ...childTransitions,
  ...externalTransitions,
  ...lambdaTransitions,
};

/** Applies an event to a state. Skips an event that was applied before, i.e. whose id is not beyond the last one. */
export function enterEvent(state: CompiledState, event: Event): void {
  if (event.id <= state.lastEventId) return;
  if (state.firstEventId === 0) state.firstEventId = event.id;
  else if (event.id !== state.lastEventId + 1)
    state.problem(event, `follows event ${state.lastEventId}, so events are missing`);
  if (!state.execution.isOpen) state.problem(event, 'follows the close of the execution');
  state.lastEventId = event.id;
  if (!isKnown(event)) return;
  const missing = missingAttributes(event.name, event.attributes);
  if (missing.length > 0) state.problem(event, `has no ${missing.join(', ')}`);
  if (isFailedDecision(event)) state.failedDecisions.push(event);
  transition(event.name)(state, event);
}

/** Returns the transition for an event name. Cast, because the compiler can't correlate the two. */
function transition(name: EventName): (state: CompiledState, event: Event) => void {
  return transitions[name] as (state: CompiledState, event: Event) => void;
}

function isFailedDecision(event: Event): event is FailedDecision {
  const { attributes } = event;
  return 'cause' in attributes && 'decisionTaskCompletedEventId' in attributes;
}
