import type { Decision } from '../api/validation/decisions.js';
import type { CountedDecision } from '../limits/rates.js';
import type { Execution } from '../state/Execution.js';

/** The execution that a decision belongs to, and the completed event that its own events refer to. */
export interface DecisionContext {
  readonly execution: Execution;
  readonly decisionTaskCompletedEventId: number;
}

/** Carries out one decision: appends an event for its success, or one with the cause of its failure. */
export type DecisionHandler = (context: DecisionContext, decision: Decision) => void;

/** Counts a decision of this type, and returns whether it exceeds the rate of the account. */
export function exceedsRate({ execution }: DecisionContext, type: CountedDecision): boolean {
  const { throttle, now } = execution.domain.region;
  return throttle !== undefined && !throttle.allows(type, now);
}

type AttributesMember = Exclude<keyof Decision, 'decisionType'>;

/** Wraps the handler of a decision whose attributes are required. Validation ensures that they exist. */
export function withAttributes<M extends AttributesMember>(
  member: M,
  decide: (context: DecisionContext, attributes: NonNullable<Decision[M]>) => void,
): DecisionHandler {
  return (context, decision) => {
    const attributes = decision[member];
    if (attributes !== undefined) decide(context, attributes);
  };
}
