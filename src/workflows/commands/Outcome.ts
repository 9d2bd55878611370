import type { Decision, DecisionType } from '@aws-sdk/client-swf';
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

/** The end of a run. */
export type Outcome =
  | { readonly kind: 'completed'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** `isPatient`: only once nothing is open. */
  | { readonly kind: 'canceled'; readonly details?: unknown; readonly isPatient?: boolean }
  | {
      readonly kind: 'continued';
      /** Returns the start options of the next run at the time of the call. */
      readonly options: () => ContinueAsNewWorkflowExecutionOptions;
      readonly isPatient?: boolean;
    };

/** The events of an end in a history, carried out or refused. */
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

const closingDecisions: Readonly<Record<Outcome['kind'], DecisionType>> = {
  completed: 'CompleteWorkflowExecution',
  failed: 'FailWorkflowExecution',
  canceled: 'CancelWorkflowExecution',
  continued: 'ContinueAsNewWorkflowExecution',
};

/** Describes an end by its decision, for messages. */
export const describeEnd = (kind: Outcome['kind']): Described => ({
  kind: closingDecisions[kind],
  id: '',
  subject: '',
});

/** Returns the end that an error of the pipeline causes. */
export function outcomeOf(thrown: unknown): Outcome {
  // RxJS wraps errors thrown by teardowns; the first one is the cause.
  const error: unknown = isInstance(thrown, UnsubscriptionError) ? thrown.errors[0] : thrown;
  return isInstance(error, WorkflowCancellation)
    ? { kind: 'canceled', details: error.details }
    : { kind: 'failed', error };
}

/** The decision that closes the execution, and the kind of its end. */
export interface Close {
  readonly kind: Outcome['kind'];
  readonly decision: Decision;
}

/**
 * Returns the decision that closes the execution for an outcome. A value that cannot be converted to a
 * payload fails the execution, and so does an error thrown while creating the next run's input.
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

/**
 * Like `closeOf`, for an end that is not the workflow's own: errors are thrown, and only fail the decision.
 */
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

/** Returns how an error is reported to SWF: a failed activity or child with its own reason and details. */
function failureOf(error: unknown) {
  return isInstance(error, FailureError) ? error : describeFailure(error);
}
