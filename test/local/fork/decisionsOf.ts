import { eventAttributes, type RecordedWireEvent } from './recordedEvents.js';

/** The decision types by the events that tell of their success or failure. */
const decisionTypes: Readonly<Record<string, string>> = {
  ActivityTaskScheduled: 'ScheduleActivityTask',
  ScheduleActivityTaskFailed: 'ScheduleActivityTask',
  ActivityTaskCancelRequested: 'RequestCancelActivityTask',
  RequestCancelActivityTaskFailed: 'RequestCancelActivityTask',
  TimerStarted: 'StartTimer',
  StartTimerFailed: 'StartTimer',
  TimerCanceled: 'CancelTimer',
  CancelTimerFailed: 'CancelTimer',
  MarkerRecorded: 'RecordMarker',
  StartChildWorkflowExecutionInitiated: 'StartChildWorkflowExecution',
  StartChildWorkflowExecutionFailed: 'StartChildWorkflowExecution',
  SignalExternalWorkflowExecutionInitiated: 'SignalExternalWorkflowExecution',
  RequestCancelExternalWorkflowExecutionInitiated: 'RequestCancelExternalWorkflowExecution',
  LambdaFunctionScheduled: 'ScheduleLambdaFunction',
  ScheduleLambdaFunctionFailed: 'ScheduleLambdaFunction',
  WorkflowExecutionCompleted: 'CompleteWorkflowExecution',
  CompleteWorkflowExecutionFailed: 'CompleteWorkflowExecution',
  WorkflowExecutionFailed: 'FailWorkflowExecution',
  FailWorkflowExecutionFailed: 'FailWorkflowExecution',
  WorkflowExecutionCanceled: 'CancelWorkflowExecution',
  CancelWorkflowExecutionFailed: 'CancelWorkflowExecution',
  WorkflowExecutionContinuedAsNew: 'ContinueAsNewWorkflowExecution',
  ContinueAsNewWorkflowExecutionFailed: 'ContinueAsNewWorkflowExecution',
};

/** Returns the decisions of a recorded answer, from the events that followed from it. */
export function decisionsOf(events: readonly RecordedWireEvent[], completedEventId: number): object[] {
  return events.slice(completedEventId).flatMap(event => {
    const { decisionTaskCompletedEventId, initiatedEventId, workflowType, cause, ...attributes } =
      eventAttributes(event);
    const decisionType = decisionTypes[event.eventType];
    const isOwn = decisionTaskCompletedEventId === completedEventId && !initiatedEventId;
    if (decisionType === undefined || !isOwn) return [];
    // The version of a successor, and the length of a timer that wasn't started, are named elsewhere.
    const version = /ContinuedAsNew$/.test(event.eventType) ? {} : { workflowType };
    const member = `${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`;
    return [{ decisionType, [member]: { startToFireTimeout: '1', ...attributes, ...version } }];
  });
}
