import { jsonConverter } from '../payloads/index.js';
import { type DecisionBuilders, decisionBuilders } from './decisionBuilders.js';

const json = /* @__PURE__ */ decisionBuilders(jsonConverter);

/**
 * Schedules an activity task.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
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
 * Asks for the cancellation of an activity task. One that waits is canceled at once; a running one
 * learns of it by its heartbeats.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const requestCancelActivityTask: DecisionBuilders['requestCancelActivityTask'] =
  json.requestCancelActivityTask;

/**
 * Starts a timer.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 * @example
 * ```ts
 * import { startTimer } from 'rx-swf';
 *
 * startTimer({ timerId: 'backoff', startToFireTimeout: 30 });
 * ```
 */
export const startTimer: DecisionBuilders['startTimer'] = json.startTimer;

/**
 * Cancels a timer that is running.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const cancelTimer: DecisionBuilders['cancelTimer'] = json.cancelTimer;

/**
 * Records a marker: something for later decisions to remember.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 * @example
 * ```ts
 * import { recordMarker } from 'rx-swf';
 *
 * recordMarker({ markerName: 'size', details: { width: 640 } });
 * ```
 */
export const recordMarker: DecisionBuilders['recordMarker'] = json.recordMarker;

/**
 * Closes the execution as completed. The last decision of a turn.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const completeWorkflowExecution: DecisionBuilders['completeWorkflowExecution'] =
  json.completeWorkflowExecution;

/**
 * Closes the execution as failed. The last decision of a turn.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const failWorkflowExecution: DecisionBuilders['failWorkflowExecution'] = json.failWorkflowExecution;

/**
 * Closes the execution as canceled. The last decision of a turn.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const cancelWorkflowExecution: DecisionBuilders['cancelWorkflowExecution'] =
  json.cancelWorkflowExecution;

/**
 * Closes the execution and starts a new run with the same workflow id and an empty history. The last
 * decision of a turn.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
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
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
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
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
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
 * Asks another execution of the domain, a child for example, to cancel itself.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const requestCancelExternalWorkflowExecution: DecisionBuilders['requestCancelExternalWorkflowExecution'] =
  json.requestCancelExternalWorkflowExecution;

/**
 * Calls a Lambda function. The execution needs a `lambdaRole`.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse for its form
 */
export const scheduleLambdaFunction: DecisionBuilders['scheduleLambdaFunction'] = json.scheduleLambdaFunction;
