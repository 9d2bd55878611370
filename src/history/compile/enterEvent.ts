import { type Event, isKnown } from '../events/Event.js';
import type { EventName } from '../events/eventTable.js';
import { missingAttributes } from '../events/missingAttributes.js';
import { activityTransitions } from './activityTransitions.js';
import { childTransitions } from './childTransitions.js';
import { decisionTransitions } from './decisionTransitions.js';
import { executionTransitions } from './executionTransitions.js';
import { externalTransitions } from './externalTransitions.js';
import type { FailedDecision } from './FailedDecision.js';
import type { Ledger } from './Ledger.js';
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

/**
 * Applies an event to a ledger. Returns `false` if the event was skipped because it had been applied before,
 * i.e. its id is not beyond the last one.
 */
export function enterEvent(ledger: Ledger, event: Event): boolean {
  if (event.id <= ledger.lastEventId) return false;
  if (ledger.firstEventId === 0) ledger.firstEventId = event.id;
  else if (event.id !== ledger.lastEventId + 1) ledger.problem(event, `follows event ${ledger.lastEventId}`);
  if (!ledger.execution.isOpen) ledger.problem(event, `comes after the close`);
  ledger.lastEventId = event.id;
  if (!isKnown(event)) return true;
  const missing = missingAttributes(event.name, event.attributes);
  if (missing.length > 0) ledger.problem(event, `has no ${missing.join(', ')}`);
  if (isFailedDecision(event)) ledger.failedDecisions.push(event);
  transition(event.name)(ledger, event);
  return true;
}

/** Returns the transition for an event name. Cast, because the compiler can't correlate the two. */
function transition(name: EventName): (ledger: Ledger, event: Event) => void {
  return transitions[name] as (ledger: Ledger, event: Event) => void;
}

function isFailedDecision(event: Event): event is FailedDecision {
  const { attributes } = event;
  return 'cause' in attributes && 'decisionTaskCompletedEventId' in attributes;
}
