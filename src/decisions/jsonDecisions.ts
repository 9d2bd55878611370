import { jsonConverter } from '../payloads/index.js';
import * as activityTaskDecisions from './activityTaskDecisions.js';
import * as lambdaFunctionDecisions from './lambdaFunctionDecisions.js';
import * as markerDecisions from './markerDecisions.js';
import * as otherExecutionDecisions from './otherExecutionDecisions.js';
import * as timerDecisions from './timerDecisions.js';
import * as workflowExecutionDecisions from './workflowExecutionDecisions.js';

/**
 * Schedules an activity task.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { scheduleActivityTask } from 'rx-swf';
 *
 * scheduleActivityTask({
 *   activityType: { name: 'Resize', version: '1' },
 *   activityId: '1',
 *   input: { file: 'a.png' },
 *   startToCloseTimeout: 60,
 * });
 * ```
 */
export const scheduleActivityTask = /* @__PURE__ */ activityTaskDecisions.scheduleActivityTask(jsonConverter);

/**
 * Requests cancellation of an activity task. A scheduled task is canceled immediately; a running one
 * learns of the request from the response to its next heartbeat.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const requestCancelActivityTask = activityTaskDecisions.requestCancelActivityTask;

/**
 * Starts a timer.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { startTimer } from 'rx-swf';
 *
 * startTimer({ timerId: 'backoff', startToFireTimeout: 30 });
 * ```
 */
export const startTimer = /* @__PURE__ */ timerDecisions.startTimer(jsonConverter);

/**
 * Cancels a running timer.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const cancelTimer = timerDecisions.cancelTimer;

/**
 * Records a marker, which later decisions can read from the history.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { recordMarker } from 'rx-swf';
 *
 * recordMarker({ markerName: 'size', details: { width: 640 } });
 * ```
 */
export const recordMarker = /* @__PURE__ */ markerDecisions.recordMarker(jsonConverter);

/**
 * Closes the execution as completed. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const completeWorkflowExecution = /* @__PURE__ */ workflowExecutionDecisions.completeWorkflowExecution(
  jsonConverter,
);

/**
 * Closes the execution as failed. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const failWorkflowExecution = /* @__PURE__ */ workflowExecutionDecisions.failWorkflowExecution(
  jsonConverter,
);

/**
 * Closes the execution as canceled. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const cancelWorkflowExecution = /* @__PURE__ */ workflowExecutionDecisions.cancelWorkflowExecution(
  jsonConverter,
);

/**
 * Closes the execution and starts a new run with the same workflow id and an empty history. Must be the last
 * decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { continueAsNewWorkflowExecution } from 'rx-swf';
 *
 * continueAsNewWorkflowExecution({ input: { from: 1_000 } });
 * ```
 */
export const continueAsNewWorkflowExecution =
  /* @__PURE__ */ workflowExecutionDecisions.continueAsNewWorkflowExecution(jsonConverter);

/**
 * Starts a child execution.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { startChildWorkflowExecution } from 'rx-swf';
 *
 * startChildWorkflowExecution({
 *   workflowType: { name: 'Album', version: '1' },
 *   workflowId: 'album-7',
 *   childPolicy: 'REQUEST_CANCEL',
 * });
 * ```
 */
export const startChildWorkflowExecution =
  /* @__PURE__ */ otherExecutionDecisions.startChildWorkflowExecution(jsonConverter);

/**
 * Signals another execution of the domain.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 * @example
 * ```ts
 * import { signalExternalWorkflowExecution } from 'rx-swf';
 *
 * signalExternalWorkflowExecution({ workflowId: 'album-7', signalName: 'addFile', input: 'b.png' });
 * ```
 */
export const signalExternalWorkflowExecution =
  /* @__PURE__ */ otherExecutionDecisions.signalExternalWorkflowExecution(jsonConverter);

/**
 * Requests cancellation of another execution of the domain, such as a child.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const requestCancelExternalWorkflowExecution =
  /* @__PURE__ */ otherExecutionDecisions.requestCancelExternalWorkflowExecution(jsonConverter);

/**
 * Invokes a Lambda function. The execution needs a `lambdaRole`.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const scheduleLambdaFunction = /* @__PURE__ */ lambdaFunctionDecisions.scheduleLambdaFunction(
  jsonConverter,
);
