import type { Decision } from '@aws-sdk/client-swf';
import type { DataConverter } from '../payloads/index.js';
import * as activityTaskDecisions from './activityTaskDecisions.js';
import * as lambdaFunctionDecisions from './lambdaFunctionDecisions.js';
import * as markerDecisions from './markerDecisions.js';
import type {
  CancelTimerOptions,
  CancelWorkflowExecutionOptions,
  CompleteWorkflowExecutionOptions,
  ContinueAsNewWorkflowExecutionOptions,
  FailWorkflowExecutionOptions,
  RecordMarkerOptions,
  RequestCancelActivityTaskOptions,
  RequestCancelExternalWorkflowExecutionOptions,
  ScheduleActivityTaskOptions,
  ScheduleLambdaFunctionOptions,
  SignalExternalWorkflowExecutionOptions,
  StartChildWorkflowExecutionOptions,
  StartTimerOptions,
} from './options.js';
import * as otherExecutionDecisions from './otherExecutionDecisions.js';
import * as timerDecisions from './timerDecisions.js';
import * as workflowExecutionDecisions from './workflowExecutionDecisions.js';

/**
 * Builders for each decision type. Each returns a frozen `Decision` of the SDK, and throws an
 * `InvalidArgumentError` that names the field if an option fails SWF's validation.
 */
export interface DecisionBuilders {
  /** Schedules an activity task. */
  readonly scheduleActivityTask: (options: ScheduleActivityTaskOptions) => Decision;
  /**
   * Requests cancellation of an activity task. A scheduled task is canceled immediately; a running one
   * learns of the request from the response to its next heartbeat.
   */
  readonly requestCancelActivityTask: (options: RequestCancelActivityTaskOptions) => Decision;
  /** Starts a timer. */
  readonly startTimer: (options: StartTimerOptions) => Decision;
  /** Cancels a running timer. */
  readonly cancelTimer: (options: CancelTimerOptions) => Decision;
  /** Records a marker, which later decisions can read from the history. */
  readonly recordMarker: (options: RecordMarkerOptions) => Decision;
  /** Closes the execution as completed. Must be the last decision of a turn. */
  readonly completeWorkflowExecution: (options?: CompleteWorkflowExecutionOptions) => Decision;
  /** Closes the execution as failed. Must be the last decision of a turn. */
  readonly failWorkflowExecution: (options?: FailWorkflowExecutionOptions) => Decision;
  /** Closes the execution as canceled. Must be the last decision of a turn. */
  readonly cancelWorkflowExecution: (options?: CancelWorkflowExecutionOptions) => Decision;
  /**
   * Closes the execution and starts a new run with the same workflow id and an empty history. Must be the
   * last decision of a turn.
   */
  readonly continueAsNewWorkflowExecution: (options?: ContinueAsNewWorkflowExecutionOptions) => Decision;
  /** Starts a child execution. */
  readonly startChildWorkflowExecution: (options: StartChildWorkflowExecutionOptions) => Decision;
  /** Signals another execution of the domain. */
  readonly signalExternalWorkflowExecution: (options: SignalExternalWorkflowExecutionOptions) => Decision;
  /** Requests cancellation of another execution of the domain, such as a child. */
  readonly requestCancelExternalWorkflowExecution: (
    options: RequestCancelExternalWorkflowExecutionOptions,
  ) => Decision;
  /** Invokes a Lambda function. The execution needs a `lambdaRole`. */
  readonly scheduleLambdaFunction: (options: ScheduleLambdaFunctionOptions) => Decision;
}

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
    scheduleActivityTask: options => activityTaskDecisions.scheduleActivityTask(converter, options),
    requestCancelActivityTask: activityTaskDecisions.requestCancelActivityTask,
    startTimer: options => timerDecisions.startTimer(converter, options),
    cancelTimer: timerDecisions.cancelTimer,
    recordMarker: options => markerDecisions.recordMarker(converter, options),
    completeWorkflowExecution: (options = {}) =>
      workflowExecutionDecisions.completeWorkflowExecution(converter, options),
    failWorkflowExecution: (options = {}) =>
      workflowExecutionDecisions.failWorkflowExecution(converter, options),
    cancelWorkflowExecution: (options = {}) =>
      workflowExecutionDecisions.cancelWorkflowExecution(converter, options),
    continueAsNewWorkflowExecution: (options = {}) =>
      workflowExecutionDecisions.continueAsNewWorkflowExecution(converter, options),
    startChildWorkflowExecution: options =>
      otherExecutionDecisions.startChildWorkflowExecution(converter, options),
    signalExternalWorkflowExecution: options =>
      otherExecutionDecisions.signalExternalWorkflowExecution(converter, options),
    requestCancelExternalWorkflowExecution: options =>
      otherExecutionDecisions.requestCancelExternalWorkflowExecution(converter, options),
    scheduleLambdaFunction: options => lambdaFunctionDecisions.scheduleLambdaFunction(converter, options),
  } satisfies DecisionBuilders);
}
