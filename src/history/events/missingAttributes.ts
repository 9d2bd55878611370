import type { EventAttributes } from './EventAttributes.js';
import { type EventName, eventNames } from './eventTable.js';

/** Names of the required members. */
type RequiredKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** Attributes that SWF always sets. The type ensures that none is missing here. */
const required: { readonly [N in EventName]: Readonly<Record<RequiredKey<EventAttributes<N>>, true>> } = {
  WorkflowExecutionStarted: { childPolicy: true, taskList: true, workflowType: true },
  WorkflowExecutionSignaled: { signalName: true },
  WorkflowExecutionCancelRequested: {},
  WorkflowExecutionCompleted: { decisionTaskCompletedEventId: true },
  WorkflowExecutionFailed: { decisionTaskCompletedEventId: true },
  WorkflowExecutionTimedOut: { timeoutType: true, childPolicy: true },
  WorkflowExecutionCanceled: { decisionTaskCompletedEventId: true },
  WorkflowExecutionTerminated: { childPolicy: true },
  WorkflowExecutionContinuedAsNew: {
    decisionTaskCompletedEventId: true,
    newExecutionRunId: true,
    taskList: true,
    childPolicy: true,
    workflowType: true,
  },
  CompleteWorkflowExecutionFailed: { cause: true, decisionTaskCompletedEventId: true },
  FailWorkflowExecutionFailed: { cause: true, decisionTaskCompletedEventId: true },
  CancelWorkflowExecutionFailed: { cause: true, decisionTaskCompletedEventId: true },
  ContinueAsNewWorkflowExecutionFailed: { cause: true, decisionTaskCompletedEventId: true },
  DecisionTaskScheduled: { taskList: true },
  DecisionTaskStarted: { scheduledEventId: true },
  DecisionTaskCompleted: { scheduledEventId: true, startedEventId: true },
  DecisionTaskTimedOut: { timeoutType: true, scheduledEventId: true, startedEventId: true },
  ActivityTaskScheduled: {
    activityType: true,
    activityId: true,
    taskList: true,
    decisionTaskCompletedEventId: true,
  },
  ScheduleActivityTaskFailed: {
    activityType: true,
    activityId: true,
    cause: true,
    decisionTaskCompletedEventId: true,
  },
  ActivityTaskStarted: { scheduledEventId: true },
  ActivityTaskCompleted: { scheduledEventId: true, startedEventId: true },
  ActivityTaskFailed: { scheduledEventId: true, startedEventId: true },
  ActivityTaskTimedOut: { timeoutType: true, scheduledEventId: true, startedEventId: true },
  ActivityTaskCanceled: { scheduledEventId: true, startedEventId: true },
  ActivityTaskCancelRequested: { decisionTaskCompletedEventId: true, activityId: true },
  RequestCancelActivityTaskFailed: { activityId: true, cause: true, decisionTaskCompletedEventId: true },
  MarkerRecorded: { markerName: true, decisionTaskCompletedEventId: true },
  RecordMarkerFailed: { markerName: true, cause: true, decisionTaskCompletedEventId: true },
  TimerStarted: { timerId: true, startToFireTimeout: true, decisionTaskCompletedEventId: true },
  StartTimerFailed: { timerId: true, cause: true, decisionTaskCompletedEventId: true },
  TimerFired: { timerId: true, startedEventId: true },
  TimerCanceled: { timerId: true, startedEventId: true, decisionTaskCompletedEventId: true },
  CancelTimerFailed: { timerId: true, cause: true, decisionTaskCompletedEventId: true },
  StartChildWorkflowExecutionInitiated: {
    workflowId: true,
    workflowType: true,
    taskList: true,
    decisionTaskCompletedEventId: true,
    childPolicy: true,
  },
  StartChildWorkflowExecutionFailed: {
    workflowType: true,
    cause: true,
    workflowId: true,
    initiatedEventId: true,
    decisionTaskCompletedEventId: true,
  },
  ChildWorkflowExecutionStarted: { workflowExecution: true, workflowType: true, initiatedEventId: true },
  ChildWorkflowExecutionCompleted: {
    workflowExecution: true,
    workflowType: true,
    initiatedEventId: true,
    startedEventId: true,
  },
  ChildWorkflowExecutionFailed: {
    workflowExecution: true,
    workflowType: true,
    initiatedEventId: true,
    startedEventId: true,
  },
  ChildWorkflowExecutionTimedOut: {
    workflowExecution: true,
    workflowType: true,
    timeoutType: true,
    initiatedEventId: true,
    startedEventId: true,
  },
  ChildWorkflowExecutionCanceled: {
    workflowExecution: true,
    workflowType: true,
    initiatedEventId: true,
    startedEventId: true,
  },
  ChildWorkflowExecutionTerminated: {
    workflowExecution: true,
    workflowType: true,
    initiatedEventId: true,
    startedEventId: true,
  },
  SignalExternalWorkflowExecutionInitiated: {
    workflowId: true,
    signalName: true,
    decisionTaskCompletedEventId: true,
  },
  SignalExternalWorkflowExecutionFailed: {
    workflowId: true,
    cause: true,
    initiatedEventId: true,
    decisionTaskCompletedEventId: true,
  },
  ExternalWorkflowExecutionSignaled: { workflowExecution: true, initiatedEventId: true },
  RequestCancelExternalWorkflowExecutionInitiated: { workflowId: true, decisionTaskCompletedEventId: true },
  RequestCancelExternalWorkflowExecutionFailed: {
    workflowId: true,
    cause: true,
    initiatedEventId: true,
    decisionTaskCompletedEventId: true,
  },
  ExternalWorkflowExecutionCancelRequested: { workflowExecution: true, initiatedEventId: true },
  LambdaFunctionScheduled: { id: true, name: true, decisionTaskCompletedEventId: true },
  ScheduleLambdaFunctionFailed: { id: true, name: true, cause: true, decisionTaskCompletedEventId: true },
  LambdaFunctionStarted: { scheduledEventId: true },
  StartLambdaFunctionFailed: {},
  LambdaFunctionCompleted: { scheduledEventId: true, startedEventId: true },
  LambdaFunctionFailed: { scheduledEventId: true, startedEventId: true },
  LambdaFunctionTimedOut: { scheduledEventId: true, startedEventId: true },
};

/** The required attributes as lists of names. */
const requiredNames: ReadonlyMap<EventName, readonly string[]> = new Map(
  eventNames.map(name => [name, Object.keys(required[name])]),
);

/** Returns the names of missing attributes that SWF always sets. */
export function missingAttributes(name: EventName, attributes: object): readonly string[] {
  const names = requiredNames.get(name) ?? [];
  return names.every(key => key in attributes) ? none : names.filter(key => !(key in attributes));
}

const none: readonly string[] = Object.freeze([]);
