import type { EventType } from '../api/events.js';

/** The members that hold the id of an earlier event, and the type of that event, by the types of the events. */
const rules: readonly (readonly [types: RegExp, member: string, to: EventType])[] = [
  [/^DecisionTask(Started|Completed|TimedOut)$/, 'scheduledEventId', 'DecisionTaskScheduled'],
  [/^DecisionTask(Completed|TimedOut)$/, 'startedEventId', 'DecisionTaskStarted'],
  [/^ActivityTask(Started|Completed|Failed|TimedOut|Canceled)$/, 'scheduledEventId', 'ActivityTaskScheduled'],
  [/^ActivityTask(Completed|Failed|TimedOut|Canceled)$/, 'startedEventId', 'ActivityTaskStarted'],
  [/^LambdaFunction(Started|Completed|Failed|TimedOut)$/, 'scheduledEventId', 'LambdaFunctionScheduled'],
  [/^LambdaFunction(Completed|Failed|TimedOut)$/, 'startedEventId', 'LambdaFunctionStarted'],
  [/^StartLambdaFunctionFailed$/, 'scheduledEventId', 'LambdaFunctionScheduled'],
  [/^Timer(Fired|Canceled)$/, 'startedEventId', 'TimerStarted'],
  [/^ChildWorkflowExecution/, 'initiatedEventId', 'StartChildWorkflowExecutionInitiated'],
  [/^StartChildWorkflowExecutionFailed$/, 'initiatedEventId', 'StartChildWorkflowExecutionInitiated'],
  [
    /^ChildWorkflowExecution(Completed|Failed|TimedOut|Canceled|Terminated)$/,
    'startedEventId',
    'ChildWorkflowExecutionStarted',
  ],
  [
    /^(ExternalWorkflowExecutionSignaled|SignalExternalWorkflowExecutionFailed)$/,
    'initiatedEventId',
    'SignalExternalWorkflowExecutionInitiated',
  ],
  [
    /^(ExternalWorkflowExecutionCancelRequested|RequestCancelExternalWorkflowExecutionFailed)$/,
    'initiatedEventId',
    'RequestCancelExternalWorkflowExecutionInitiated',
  ],
];

/** Events that end what an earlier one began. Nothing ends twice. */
const endings =
  /^(DecisionTask(Completed|TimedOut)|ActivityTask(Completed|Failed|TimedOut|Canceled)|LambdaFunction(Completed|Failed|TimedOut)|StartLambdaFunctionFailed|Timer(Fired|Canceled)|ChildWorkflowExecution(Completed|Failed|TimedOut|Canceled|Terminated)|StartChildWorkflowExecutionFailed|ExternalWorkflowExecution(Signaled|CancelRequested)|(SignalExternal|RequestCancelExternal)WorkflowExecutionFailed)$/;

/** Returns true for an event that ends what an earlier one began. */
export const isEnding = (type: EventType): boolean => endings.test(type);

/** Returns the members of an event of this type that hold the id of an earlier event, first the beginning. */
export const referencesOf = (type: EventType): readonly (readonly [member: string, to: EventType])[] =>
  rules.filter(([types]) => types.test(type)).map(([, member, to]) => [member, to]);

/** The members that the state of an execution depends on, by the event that must have them. */
export const requiredMembers: { readonly [T in EventType]?: readonly string[] } = {
  WorkflowExecutionStarted: ['workflowType', 'taskList', 'childPolicy'],
  WorkflowExecutionSignaled: ['signalName'],
  DecisionTaskScheduled: ['taskList'],
  ActivityTaskScheduled: ['activityType', 'activityId', 'taskList'],
  ActivityTaskCancelRequested: ['activityId'],
  TimerStarted: ['timerId', 'startToFireTimeout'],
  TimerFired: ['timerId'],
  TimerCanceled: ['timerId'],
  StartChildWorkflowExecutionInitiated: ['workflowId', 'workflowType', 'taskList', 'childPolicy'],
  ChildWorkflowExecutionStarted: ['workflowExecution', 'workflowType'],
  SignalExternalWorkflowExecutionInitiated: ['workflowId', 'signalName'],
  RequestCancelExternalWorkflowExecutionInitiated: ['workflowId'],
  LambdaFunctionScheduled: ['id', 'name'],
};
