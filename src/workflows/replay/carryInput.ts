import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, type Envelope, formatEnvelope } from '../../payloads/index.js';
import { limits } from '../../values/index.js';
import { SignalsNotCarriedError } from '../errors/SignalsNotCarriedError.js';
import type { Program } from './Program.js';

/** Signals and a cancel request that this run did not handle, for the next one. */
type Carried = Required<Pick<Envelope, 'signals' | 'cancel'>>;

/** Returns the unhandled input of a program; `undefined` if there is none. */
function carriedOf({ signals, pipeline: { unanswered } }: Program): Carried | undefined {
  if (!signals.hasWaiting && unanswered === undefined) return undefined;
  return { signals: signals.undelivered, cancel: unanswered };
}

/**
 * Returns a decision to continue the execution that carries the unhandled input into the next run.
 *
 * @throws `SignalsNotCarriedError` if it exceeds SWF's limit and there is no store for it
 */
export function carryInput(decision: Decision, program: Program, { store }: DataConverter): Decision {
  const attributes = decision.continueAsNewWorkflowExecutionDecisionAttributes;
  const carried = carriedOf(program);
  if (attributes === undefined || carried === undefined) return decision;
  const input = formatEnvelope({ ...carried, payload: attributes.input });
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
