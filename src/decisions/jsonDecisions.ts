import { jsonConverter } from '../payloads/index.js';
import { type DecisionBuilders, decisionBuilders } from './decisionBuilders.js';

const json = /* @__PURE__ */ decisionBuilders(jsonConverter);

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
export const scheduleActivityTask: DecisionBuilders['scheduleActivityTask'] = json.scheduleActivityTask;

/**
 * Requests cancellation of an activity task. A scheduled task is canceled immediately; a running one
 * learns of the request from the response to its next heartbeat.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const requestCancelActivityTask: DecisionBuilders['requestCancelActivityTask'] =
  json.requestCancelActivityTask;

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
export const startTimer: DecisionBuilders['startTimer'] = json.startTimer;

/**
 * Cancels a running timer.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const cancelTimer: DecisionBuilders['cancelTimer'] = json.cancelTimer;

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
export const recordMarker: DecisionBuilders['recordMarker'] = json.recordMarker;

/**
 * Closes the execution as completed. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const completeWorkflowExecution: DecisionBuilders['completeWorkflowExecution'] =
  json.completeWorkflowExecution;

/**
 * Closes the execution as failed. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const failWorkflowExecution: DecisionBuilders['failWorkflowExecution'] = json.failWorkflowExecution;

/**
 * Closes the execution as canceled. Must be the last decision of a turn.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const cancelWorkflowExecution: DecisionBuilders['cancelWorkflowExecution'] =
  json.cancelWorkflowExecution;

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
export const continueAsNewWorkflowExecution: DecisionBuilders['continueAsNewWorkflowExecution'] =
  json.continueAsNewWorkflowExecution;

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
export const startChildWorkflowExecution: DecisionBuilders['startChildWorkflowExecution'] =
  json.startChildWorkflowExecution;

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
export const signalExternalWorkflowExecution: DecisionBuilders['signalExternalWorkflowExecution'] =
  json.signalExternalWorkflowExecution;

/**
 * Requests cancellation of another execution of the domain, such as a child.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const requestCancelExternalWorkflowExecution: DecisionBuilders['requestCancelExternalWorkflowExecution'] =
  json.requestCancelExternalWorkflowExecution;

/**
 * Invokes a Lambda function. The execution needs a `lambdaRole`.
 *
 * @throws `InvalidArgumentError` if an option fails SWF's validation
 */
export const scheduleLambdaFunction: DecisionBuilders['scheduleLambdaFunction'] = json.scheduleLambdaFunction;
