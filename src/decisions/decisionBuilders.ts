import type { DataConverter } from '../payloads/index.js';
import * as activityTaskDecisions from './activityTaskDecisions.js';
import type * as jsonDecisions from './jsonDecisions.js';
import * as lambdaFunctionDecisions from './lambdaFunctionDecisions.js';
import * as markerDecisions from './markerDecisions.js';
import * as otherExecutionDecisions from './otherExecutionDecisions.js';
import * as timerDecisions from './timerDecisions.js';
import * as workflowExecutionDecisions from './workflowExecutionDecisions.js';

/**
 * A builder for each decision type, with the signature of the function of that name. Each returns a frozen
 * `Decision` of the SDK, and throws an `InvalidArgumentError` if an option fails SWF's validation.
 */
export type DecisionBuilders = {
  readonly [Name in keyof typeof jsonDecisions]: (typeof jsonDecisions)[Name];
};

/**
 * Returns the builders with payloads (`input`, `result`, `details`, `control`) written by a converter.
 *
 * @example
 * ```ts
 * import { decisionBuilders, jsonConverter } from 'rx-swf';
 *
 * const prefix = 'base64:';
 * const { completeWorkflowExecution } = decisionBuilders({
 *   toPayload: value => prefix + Buffer.from(jsonConverter.toPayload(value)).toString('base64'),
 *   fromPayload: payload =>
 *     payload.startsWith(prefix)
 *       ? jsonConverter.fromPayload(Buffer.from(payload.slice(prefix.length), 'base64').toString())
 *       : payload,
 * });
 * completeWorkflowExecution({ result: 42 });
 * ```
 */
export function decisionBuilders(converter: DataConverter): DecisionBuilders {
  return Object.freeze({
    scheduleActivityTask: activityTaskDecisions.scheduleActivityTask(converter),
    requestCancelActivityTask: activityTaskDecisions.requestCancelActivityTask,
    startTimer: timerDecisions.startTimer(converter),
    cancelTimer: timerDecisions.cancelTimer,
    recordMarker: markerDecisions.recordMarker(converter),
    completeWorkflowExecution: workflowExecutionDecisions.completeWorkflowExecution(converter),
    failWorkflowExecution: workflowExecutionDecisions.failWorkflowExecution(converter),
    cancelWorkflowExecution: workflowExecutionDecisions.cancelWorkflowExecution(converter),
    continueAsNewWorkflowExecution: workflowExecutionDecisions.continueAsNewWorkflowExecution(converter),
    startChildWorkflowExecution: otherExecutionDecisions.startChildWorkflowExecution(converter),
    signalExternalWorkflowExecution: otherExecutionDecisions.signalExternalWorkflowExecution(converter),
    requestCancelExternalWorkflowExecution:
      otherExecutionDecisions.requestCancelExternalWorkflowExecution(converter),
    scheduleLambdaFunction: lambdaFunctionDecisions.scheduleLambdaFunction(converter),
  });
}
