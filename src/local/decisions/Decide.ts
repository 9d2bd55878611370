import type { Decision } from '../api/validation/decisions.js';
import type { CountedDecision } from '../limits/rates.js';
import type { Execution } from '../state/Execution.js';

/** Whose decision it is, and the event that its own events refer to. */
export interface Decider {
  readonly execution: Execution;
  readonly decisionTaskCompletedEventId: number;
}

/** Carries out one decision: appends the event that says it is done, or the one that says why it is not. */
export type Decide = (decider: Decider, decision: Decision) => void;

/** Whether decisions of this type come faster than the account may make them. */
export function isTooFast({ execution }: Decider, type: CountedDecision): boolean {
  const { throttle, now } = execution.domain.region;
  return throttle !== undefined && !throttle.allows(type, now);
}

type AttributesMember = Exclude<keyof Decision, 'decisionType'>;

/** A decision whose attributes are required; validation has seen to it that they are there. */
export function withAttributes<M extends AttributesMember>(
  member: M,
  decide: (decider: Decider, attributes: NonNullable<Decision[M]>) => void,
): Decide {
  return (decider, decision) => {
    const attributes = decision[member];
    if (attributes !== undefined) decide(decider, attributes);
  };
}
