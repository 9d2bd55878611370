/**
 * Subject of each event type of the API, and the subject's state after the event. Everything about events is
 * driven by this table.
 */
export const eventTable = {
  WorkflowExecutionStarted: { type: 'WorkflowExecution', state: 'started' },
  WorkflowExecutionSignaled: { type: 'WorkflowExecution', state: 'signaled' },
  WorkflowExecutionCancelRequested: { type: 'WorkflowExecution', state: 'cancelRequested' },
  WorkflowExecutionCompleted: { type: 'WorkflowExecution', state: 'completed' },
  WorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'failed' },
  WorkflowExecutionTimedOut: { type: 'WorkflowExecution', state: 'timedOut' },
  WorkflowExecutionCanceled: { type: 'WorkflowExecution', state: 'canceled' },
  WorkflowExecutionTerminated: { type: 'WorkflowExecution', state: 'terminated' },
  WorkflowExecutionContinuedAsNew: { type: 'WorkflowExecution', state: 'continuedAsNew' },
  CompleteWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'completeFailed' },
  FailWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'failFailed' },
  CancelWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'cancelFailed' },
  ContinueAsNewWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'continueAsNewFailed' },
  DecisionTaskScheduled: { type: 'DecisionTask', state: 'scheduled' },
  DecisionTaskStarted: { type: 'DecisionTask', state: 'started' },
  DecisionTaskCompleted: { type: 'DecisionTask', state: 'completed' },
  DecisionTaskTimedOut: { type: 'DecisionTask', state: 'timedOut' },
  ActivityTaskScheduled: { type: 'ActivityTask', state: 'scheduled' },
  ScheduleActivityTaskFailed: { type: 'ActivityTask', state: 'scheduleFailed' },
  ActivityTaskStarted: { type: 'ActivityTask', state: 'started' },
  ActivityTaskCompleted: { type: 'ActivityTask', state: 'completed' },
  ActivityTaskFailed: { type: 'ActivityTask', state: 'failed' },
  ActivityTaskTimedOut: { type: 'ActivityTask', state: 'timedOut' },
  ActivityTaskCanceled: { type: 'ActivityTask', state: 'canceled' },
  ActivityTaskCancelRequested: { type: 'ActivityTask', state: 'cancelRequested' },
  RequestCancelActivityTaskFailed: { type: 'ActivityTask', state: 'requestCancelFailed' },
  MarkerRecorded: { type: 'Marker', state: 'recorded' },
  RecordMarkerFailed: { type: 'Marker', state: 'recordFailed' },
  TimerStarted: { type: 'Timer', state: 'started' },
  StartTimerFailed: { type: 'Timer', state: 'startFailed' },
  TimerFired: { type: 'Timer', state: 'fired' },
  TimerCanceled: { type: 'Timer', state: 'canceled' },
  CancelTimerFailed: { type: 'Timer', state: 'cancelFailed' },
  StartChildWorkflowExecutionInitiated: { type: 'ChildWorkflowExecution', state: 'startInitiated' },
  StartChildWorkflowExecutionFailed: { type: 'ChildWorkflowExecution', state: 'startFailed' },
  ChildWorkflowExecutionStarted: { type: 'ChildWorkflowExecution', state: 'started' },
  ChildWorkflowExecutionCompleted: { type: 'ChildWorkflowExecution', state: 'completed' },
  ChildWorkflowExecutionFailed: { type: 'ChildWorkflowExecution', state: 'failed' },
  ChildWorkflowExecutionTimedOut: { type: 'ChildWorkflowExecution', state: 'timedOut' },
  ChildWorkflowExecutionCanceled: { type: 'ChildWorkflowExecution', state: 'canceled' },
  ChildWorkflowExecutionTerminated: { type: 'ChildWorkflowExecution', state: 'terminated' },
  SignalExternalWorkflowExecutionInitiated: { type: 'ExternalWorkflowExecution', state: 'signalInitiated' },
  SignalExternalWorkflowExecutionFailed: { type: 'ExternalWorkflowExecution', state: 'signalFailed' },
  ExternalWorkflowExecutionSignaled: { type: 'ExternalWorkflowExecution', state: 'signaled' },
  RequestCancelExternalWorkflowExecutionInitiated: {
    type: 'ExternalWorkflowExecution',
    state: 'requestCancelInitiated',
  },
  RequestCancelExternalWorkflowExecutionFailed: {
    type: 'ExternalWorkflowExecution',
    state: 'requestCancelFailed',
  },
  ExternalWorkflowExecutionCancelRequested: { type: 'ExternalWorkflowExecution', state: 'cancelRequested' },
  LambdaFunctionScheduled: { type: 'LambdaFunction', state: 'scheduled' },
  ScheduleLambdaFunctionFailed: { type: 'LambdaFunction', state: 'scheduleFailed' },
  LambdaFunctionStarted: { type: 'LambdaFunction', state: 'started' },
  StartLambdaFunctionFailed: { type: 'LambdaFunction', state: 'startFailed' },
  LambdaFunctionCompleted: { type: 'LambdaFunction', state: 'completed' },
  LambdaFunctionFailed: { type: 'LambdaFunction', state: 'failed' },
  LambdaFunctionTimedOut: { type: 'LambdaFunction', state: 'timedOut' },
} as const;

/** Event types of the API, as in `event.name`. */
export type EventName = keyof typeof eventTable;

/** All event types of the API. */
export const eventNames: readonly EventName[] = Object.freeze(Object.keys(eventTable) as EventName[]);

/** Subject of the events with a name. */
export type EventTypeOf<N extends EventName> = (typeof eventTable)[N]['type'];

/** State of the subject after an event with a name. */
export type EventStateOf<N extends EventName> = (typeof eventTable)[N]['state'];

/** Member of the SDK's `HistoryEvent` that contains the attributes. */
export type AttributesKey<N extends EventName> = `${Uncapitalize<N>}EventAttributes`;

/** Returns the {@link AttributesKey} of an event type. */
export function attributesKey<N extends string>(name: N): `${Uncapitalize<N>}EventAttributes` {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventAttributes` as `${Uncapitalize<N>}EventAttributes`;
}
