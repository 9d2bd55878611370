import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, type Envelope, enclose } from '../../payloads/index.js';
import { limits } from '../../values/index.js';
import { SignalsNotCarriedError } from '../errors/SignalsNotCarriedError.js';
import type { Program } from './Program.js';

/** What the next run is told that this one has not answered. */
type Carried = Required<Pick<Envelope, 'signals' | 'cancel'>>;

/** What a program has not answered; `undefined` for nothing. */
function carriedOf({ signals, pipeline: { unanswered } }: Program): Carried | undefined {
  if (!signals.hasWaiting && unanswered === undefined) return undefined;
  return { signals: signals.unheard, cancel: unanswered };
}

/**
 * A decision to continue the execution, which tells the next run what this one has not answered.
 *
 * @throws `SignalsNotCarriedError` where that is more than SWF takes, and no store is there for it
 */
export function carrying(decision: Decision, program: Program, { store }: DataConverter): Decision {
  const attributes = decision.continueAsNewWorkflowExecutionDecisionAttributes;
  const carried = carriedOf(program);
  if (attributes === undefined || carried === undefined) return decision;
  const input = enclose({ ...carried, payload: attributes.input });
  if (store === undefined && input.length > limits.payload)
    throw new SignalsNotCarriedError(
      (carried.signals ?? []).map(({ name }) => name),
      input.length,
    );
  return Object.freeze({
    ...decision,
    continueAsNewWorkflowExecutionDecisionAttributes: Object.freeze({ ...attributes, input }),
  });
}
