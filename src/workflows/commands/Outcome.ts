import type { Decision } from '@aws-sdk/client-swf';
import { UnsubscriptionError } from 'rxjs';
import { type ContinueAsNewWorkflowExecutionOptions, decisionBuilders } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import { type DataConverter, fitDetails } from '../../payloads/index.js';
import { InvalidArgumentError, isInstance } from '../../requests/index.js';
import { describeFailure } from '../../streams/actors/perform/describeFailure.js';
import { toReason } from '../../streams/index.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { FailureError } from '../errors/FailureError.js';
import { WorkflowCancellation } from '../errors/WorkflowFailure.js';
import type { Described } from './Command.js';

/** How a run ends. */
export type Outcome =
  | { readonly kind: 'completed'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** `isPatient`: only when all that is under way is over. */
  | { readonly kind: 'canceled'; readonly details?: unknown; readonly isPatient?: boolean }
  | {
      readonly kind: 'continued';
      /** What the next run is started with, at the moment when it is asked for. */
      readonly options: () => ContinueAsNewWorkflowExecutionOptions;
      readonly isPatient?: boolean;
    };

/** By what an end is known in a history, carried out or refused. */
export const closings: Readonly<Partial<Record<Event['name'], Outcome['kind']>>> = {
  WorkflowExecutionCompleted: 'completed',
  CompleteWorkflowExecutionFailed: 'completed',
  WorkflowExecutionFailed: 'failed',
  FailWorkflowExecutionFailed: 'failed',
  WorkflowExecutionCanceled: 'canceled',
  CancelWorkflowExecutionFailed: 'canceled',
  WorkflowExecutionContinuedAsNew: 'continued',
  ContinueAsNewWorkflowExecutionFailed: 'continued',
};

/** The end of an execution, as a message names it. */
export const describeEnd = (kind: Outcome['kind']): Described => ({
  kind: `the end as ${kind}`,
  id: '',
  subject: '',
});

/** The end that an error of the pipeline is. */
export function outcomeOf(thrown: unknown): Outcome {
  // RxJS wraps what clean-ups throw; the first of them is what went wrong.
  const error: unknown = isInstance(thrown, UnsubscriptionError) ? thrown.errors[0] : thrown;
  return isInstance(error, WorkflowCancellation)
    ? { kind: 'canceled', details: error.details }
    : { kind: 'failed', error };
}

/** The decision that closes the execution, and how it does. */
export interface Close {
  readonly kind: Outcome['kind'];
  readonly decision: Decision;
}

/**
 * How an outcome closes the execution. What cannot be made a payload fails it, and so does what the making of the next
 * run's input throws.
 */
export function closeOf(outcome: Outcome, converter: DataConverter): Close {
  try {
    return { kind: outcome.kind, decision: toDecision(outcome, converter) };
  } catch (error) {
    if (isInstance(error, DeterminismError)) throw error;
    if (outcome.kind === 'continued') return closeOf(outcomeOf(error), converter);
    if (!isInstance(error, InvalidArgumentError) || outcome.kind === 'failed') throw error;
    return { kind: 'failed', decision: toDecision({ kind: 'failed', error }, converter) };
  }
}

/** The same for an end that is not the workflow's own: what is wrong with it is thrown, and fails the decision only. */
export function closeBySelf(outcome: Outcome, converter: DataConverter): Close {
  return { kind: outcome.kind, decision: toDecision(outcome, converter) };
}

function toDecision(outcome: Outcome, converter: DataConverter): Decision {
  const decisions = decisionBuilders(converter);
  switch (outcome.kind) {
    case 'completed':
      return decisions.completeWorkflowExecution({ result: outcome.result });
    case 'canceled':
      return decisions.cancelWorkflowExecution({ details: fitDetails(converter, outcome.details) });
    case 'continued':
      return decisions.continueAsNewWorkflowExecution(outcome.options());
    case 'failed': {
      const { reason, details } = failureOf(outcome.error);
      return decisions.failWorkflowExecution({
        reason: toReason(reason),
        details: fitDetails(converter, details),
      });
    }
  }
}

/** What SWF is told of an error: of a failed activity or child, its own reason and details. */
function failureOf(error: unknown) {
  return isInstance(error, FailureError) ? error : describeFailure(error);
}
