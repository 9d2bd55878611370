export { type DecisionBuilders, decisionBuilders } from './decisionBuilders.js';
export { isClosingDecision } from './isClosingDecision.js';
export {
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
export type {
  CancelTimerOptions,
  CancelWorkflowExecutionOptions,
  CompleteWorkflowExecutionOptions,
  ContinueAsNewWorkflowExecutionOptions,
  FailWorkflowExecutionOptions,
  NewExecutionOptions,
  RecordMarkerOptions,
  RequestCancelActivityTaskOptions,
  RequestCancelExternalWorkflowExecutionOptions,
  ScheduleActivityTaskOptions,
  ScheduleLambdaFunctionOptions,
  SignalExternalWorkflowExecutionOptions,
  StartChildWorkflowExecutionOptions,
  StartTimerOptions,
} from './options.js';
