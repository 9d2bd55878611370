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
 * A builder for each decision type. All of them return the SDK's `Decision`, frozen, and throw
 * `InvalidArgumentError`, which names the field, for what SWF would refuse for its form.
 */
export interface DecisionBuilders {
  /** Schedules an activity task. */
  readonly scheduleActivityTask: (options: ScheduleActivityTaskOptions) => Decision;
  /**
   * Asks for the cancellation of an activity task. One that waits is canceled at once; a running one
   * learns of it by its heartbeats.
   */
  readonly requestCancelActivityTask: (options: RequestCancelActivityTaskOptions) => Decision;
  /** Starts a timer. */
  readonly startTimer: (options: StartTimerOptions) => Decision;
  /** Cancels a timer that is running. */
  readonly cancelTimer: (options: CancelTimerOptions) => Decision;
  /** Records a marker: something for later decisions to remember. */
  readonly recordMarker: (options: RecordMarkerOptions) => Decision;
  /** Closes the execution as completed. The last decision of a turn. */
  readonly completeWorkflowExecution: (options?: CompleteWorkflowExecutionOptions) => Decision;
  /** Closes the execution as failed. The last decision of a turn. */
  readonly failWorkflowExecution: (options?: FailWorkflowExecutionOptions) => Decision;
  /** Closes the execution as canceled. The last decision of a turn. */
  readonly cancelWorkflowExecution: (options?: CancelWorkflowExecutionOptions) => Decision;
  /**
   * Closes the execution and starts a new run with the same workflow id and an empty history. The last
   * decision of a turn.
   */
  readonly continueAsNewWorkflowExecution: (options?: ContinueAsNewWorkflowExecutionOptions) => Decision;
  /** Starts a child execution. */
  readonly startChildWorkflowExecution: (options: StartChildWorkflowExecutionOptions) => Decision;
  /** Signals another execution of the domain. */
  readonly signalExternalWorkflowExecution: (options: SignalExternalWorkflowExecutionOptions) => Decision;
  /** Asks another execution of the domain, a child for example, to cancel itself. */
  readonly requestCancelExternalWorkflowExecution: (
    options: RequestCancelExternalWorkflowExecutionOptions,
  ) => Decision;
  /** Calls a Lambda function. The execution needs a `lambdaRole`. */
  readonly scheduleLambdaFunction: (options: ScheduleLambdaFunctionOptions) => Decision;
}

/**
 * The builders, with payloads (`input`, `result`, `details`, `control`) written by a converter.
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
