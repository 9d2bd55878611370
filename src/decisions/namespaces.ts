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

/** Decisions about activity tasks: `schedule`, `requestCancel`. */
export const ActivityTaskDecision = /* @__PURE__ */ Object.freeze({
  schedule: scheduleActivityTask,
  requestCancel: requestCancelActivityTask,
});

/** Decisions about timers: `start`, `cancel`. */
export const TimerDecision = /* @__PURE__ */ Object.freeze({ start: startTimer, cancel: cancelTimer });

/** Decisions about markers: `record`. */
export const MarkerDecision = /* @__PURE__ */ Object.freeze({ record: recordMarker });

/** Decisions about the execution itself: `complete`, `fail`, `cancel`, `continueAsNew`. */
export const WorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  complete: completeWorkflowExecution,
  fail: failWorkflowExecution,
  cancel: cancelWorkflowExecution,
  continueAsNew: continueAsNewWorkflowExecution,
});

/** Decisions about child executions: `start`. */
export const ChildWorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  start: startChildWorkflowExecution,
});

/** Decisions about other executions: `signal`, `requestCancel`. */
export const ExternalWorkflowExecutionDecision = /* @__PURE__ */ Object.freeze({
  signal: signalExternalWorkflowExecution,
  requestCancel: requestCancelExternalWorkflowExecution,
});

/** Decisions about Lambda functions: `schedule`. */
export const LambdaFunctionDecision = /* @__PURE__ */ Object.freeze({ schedule: scheduleLambdaFunction });
