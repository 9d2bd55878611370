/**
 * What the library reads in each history event type of the API: the thing that it is about, and the state that
 * the thing is in from then on. Everything about events is driven by this table.
 */
export const eventTable = {
  WorkflowExecutionStarted: { type: 'WorkflowExecution', state: 'started' },
  WorkflowExecutionSignaled: { type: 'WorkflowExecution', state: 'signaled' },
  WorkflowExecutionCancelRequested: { type: 'WorkflowExecution', state: 'cancel_requested' },
  WorkflowExecutionCompleted: { type: 'WorkflowExecution', state: 'completed' },
  WorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'failed' },
  WorkflowExecutionTimedOut: { type: 'WorkflowExecution', state: 'timed_out' },
  WorkflowExecutionCanceled: { type: 'WorkflowExecution', state: 'canceled' },
  WorkflowExecutionTerminated: { type: 'WorkflowExecution', state: 'terminated' },
  WorkflowExecutionContinuedAsNew: { type: 'WorkflowExecution', state: 'continued_as_new' },
  CompleteWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'complete_failed' },
  FailWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'fail_failed' },
  CancelWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'cancel_failed' },
  ContinueAsNewWorkflowExecutionFailed: { type: 'WorkflowExecution', state: 'continue_as_new_failed' },
  DecisionTaskScheduled: { type: 'DecisionTask', state: 'scheduled' },
  DecisionTaskStarted: { type: 'DecisionTask', state: 'started' },
  DecisionTaskCompleted: { type: 'DecisionTask', state: 'completed' },
  DecisionTaskTimedOut: { type: 'DecisionTask', state: 'timed_out' },
  ActivityTaskScheduled: { type: 'ActivityTask', state: 'scheduled' },
  ScheduleActivityTaskFailed: { type: 'ActivityTask', state: 'schedule_failed' },
  ActivityTaskStarted: { type: 'ActivityTask', state: 'started' },
  ActivityTaskCompleted: { type: 'ActivityTask', state: 'completed' },
  ActivityTaskFailed: { type: 'ActivityTask', state: 'failed' },
  ActivityTaskTimedOut: { type: 'ActivityTask', state: 'timed_out' },
  ActivityTaskCanceled: { type: 'ActivityTask', state: 'canceled' },
  ActivityTaskCancelRequested: { type: 'ActivityTask', state: 'cancel_requested' },
  RequestCancelActivityTaskFailed: { type: 'ActivityTask', state: 'request_cancel_failed' },
  MarkerRecorded: { type: 'Marker', state: 'recorded' },
  RecordMarkerFailed: { type: 'Marker', state: 'record_failed' },
  TimerStarted: { type: 'Timer', state: 'started' },
  StartTimerFailed: { type: 'Timer', state: 'start_failed' },
  TimerFired: { type: 'Timer', state: 'fired' },
  TimerCanceled: { type: 'Timer', state: 'canceled' },
  CancelTimerFailed: { type: 'Timer', state: 'cancel_failed' },
  StartChildWorkflowExecutionInitiated: { type: 'ChildWorkflowExecution', state: 'start_initiated' },
  StartChildWorkflowExecutionFailed: { type: 'ChildWorkflowExecution', state: 'start_failed' },
  ChildWorkflowExecutionStarted: { type: 'ChildWorkflowExecution', state: 'started' },
  ChildWorkflowExecutionCompleted: { type: 'ChildWorkflowExecution', state: 'completed' },
  ChildWorkflowExecutionFailed: { type: 'ChildWorkflowExecution', state: 'failed' },
  ChildWorkflowExecutionTimedOut: { type: 'ChildWorkflowExecution', state: 'timed_out' },
  ChildWorkflowExecutionCanceled: { type: 'ChildWorkflowExecution', state: 'canceled' },
  ChildWorkflowExecutionTerminated: { type: 'ChildWorkflowExecution', state: 'terminated' },
  SignalExternalWorkflowExecutionInitiated: { type: 'ExternalWorkflowExecution', state: 'signal_initiated' },
  SignalExternalWorkflowExecutionFailed: { type: 'ExternalWorkflowExecution', state: 'signal_failed' },
  ExternalWorkflowExecutionSignaled: { type: 'ExternalWorkflowExecution', state: 'signaled' },
  RequestCancelExternalWorkflowExecutionInitiated: {
    type: 'ExternalWorkflowExecution',
    state: 'request_cancel_initiated',
  },
  RequestCancelExternalWorkflowExecutionFailed: {
    type: 'ExternalWorkflowExecution',
    state: 'request_cancel_failed',
  },
  ExternalWorkflowExecutionCancelRequested: { type: 'ExternalWorkflowExecution', state: 'cancel_requested' },
  LambdaFunctionScheduled: { type: 'LambdaFunction', state: 'scheduled' },
  ScheduleLambdaFunctionFailed: { type: 'LambdaFunction', state: 'schedule_failed' },
  LambdaFunctionStarted: { type: 'LambdaFunction', state: 'started' },
  StartLambdaFunctionFailed: { type: 'LambdaFunction', state: 'start_failed' },
  LambdaFunctionCompleted: { type: 'LambdaFunction', state: 'completed' },
  LambdaFunctionFailed: { type: 'LambdaFunction', state: 'failed' },
  LambdaFunctionTimedOut: { type: 'LambdaFunction', state: 'timed_out' },
} as const;

/** The event types of the API, as `event.name` gives them. */
export type EventName = keyof typeof eventTable;

/** Every event type of the API. */
export const eventNames: readonly EventName[] = Object.freeze(Object.keys(eventTable) as EventName[]);

/** What an event of a name is about. */
export type EventTypeOf<N extends EventName> = (typeof eventTable)[N]['type'];

/** The state that an event of a name leaves its subject in. */
export type EventStateOf<N extends EventName> = (typeof eventTable)[N]['state'];

/** The member of the SDK's `HistoryEvent` that carries an event's attributes. */
export type AttributesKey<N extends EventName> = `${Uncapitalize<N>}EventAttributes`;

/** The same at run time. */
export function attributesKey<N extends string>(name: N): `${Uncapitalize<N>}EventAttributes` {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventAttributes` as `${Uncapitalize<N>}EventAttributes`;
}
