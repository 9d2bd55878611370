export { type DecisionBuilders, decisionBuilders } from './decisionBuilders.js';
export { isClose } from './isClose.js';
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
export {
  ActivityTaskDecision,
  ChildWorkflowExecutionDecision,
  ExternalWorkflowExecutionDecision,
  LambdaFunctionDecision,
  MarkerDecision,
  TimerDecision,
  WorkflowExecutionDecision,
} from './namespaces.js';
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
