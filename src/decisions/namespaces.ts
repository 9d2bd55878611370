import {
  cancelTimer,
  cancelWorkflowExecution,
  completeWorkflowExecution,
  continueAsNewWorkflowExecution,
  failWorkflowExecution,
  recordMarker,
  requestCancelActivityTask,
  requestCancelExternalWorkflowExecution,
  scheduleActivityTask,
  scheduleLambdaFunction,
  signalExternalWorkflowExecution,
  startChildWorkflowExecution,
  startTimer,
} from './jsonDecisions.js';

/** The decisions about activity tasks: `schedule`, `requestCancel`. */
export const ActivityTaskDecision = /* @__PURE__ */ Object.freeze({
  schedule: scheduleActivityTask,
  requestCancel: requestCancelActivityTask,
});

/** The decisions about timers: `start`, `cancel`. */
export const TimerDecision = /* @__PURE__ */ Object.freeze({ start: startTimer, cancel: cancelTimer });

/** The decisions about markers: `record`. */
export const MarkerDecision = /* @__PURE__ */ Object.freeze({ record: recordMarker });

/** The decisions about the execution itself: `complete`, `fail`, `cancel`, `continueAsNew`. */
export const WorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  complete: completeWorkflowExecution,
  fail: failWorkflowExecution,
  cancel: cancelWorkflowExecution,
  continueAsNew: continueAsNewWorkflowExecution,
});

/** The decisions about child executions: `start`. */
export const ChildWorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  start: startChildWorkflowExecution,
});

/** The decisions about other executions: `signal`, `requestCancel`. */
export const ExternalWorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  signal: signalExternalWorkflowExecution,
  requestCancel: requestCancelExternalWorkflowExecution,
});

/** The decisions about Lambda functions: `schedule`. */
export const LambdaFunctionDecision = /* @__PURE__ */ Object.freeze({ schedule: scheduleLambdaFunction });
