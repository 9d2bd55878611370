import type { EventType, HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-swf';
import type { Wire } from './wire.js';

export type { EventType };

/** An event as stored in a history and sent to clients. */
export type HistoryEvent = Wire<SdkHistoryEvent>;

type AttributesMember<T extends EventType> = `${Uncapitalize<T>}EventAttributes`;

/** The attributes of an event of this type. */
export type Attributes<T extends EventType> =
  AttributesMember<T> extends keyof SdkHistoryEvent
    ? Wire<NonNullable<SdkHistoryEvent[AttributesMember<T>]>>
    : never;

/** Events that cause a decision task to be scheduled, unless one is already pending. */
export const wakingEvents: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionStarted',
  'WorkflowExecutionSignaled',
  'WorkflowExecutionCancelRequested',
  'CompleteWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'CancelWorkflowExecutionFailed',
  'ContinueAsNewWorkflowExecutionFailed',
  'DecisionTaskTimedOut',
  'ScheduleActivityTaskFailed',
  'RequestCancelActivityTaskFailed',
  'ActivityTaskCompleted',
  'ActivityTaskFailed',
  'ActivityTaskTimedOut',
  'ActivityTaskCanceled',
  'RecordMarkerFailed',
  'StartTimerFailed',
  'TimerFired',
  'CancelTimerFailed',
  'StartChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionStarted',
  'ChildWorkflowExecutionCompleted',
  'ChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionTimedOut',
  'ChildWorkflowExecutionCanceled',
  'ChildWorkflowExecutionTerminated',
  'SignalExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionSignaled',
  'RequestCancelExternalWorkflowExecutionFailed',
  'ExternalWorkflowExecutionCancelRequested',
  'ScheduleLambdaFunctionFailed',
  'StartLambdaFunctionFailed',
  'LambdaFunctionCompleted',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
]);

/** Events that close their execution. */
export const closingEvents: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionContinuedAsNew',
]);

/** Events that SWF reports to Amazon EventBridge. */
export const reportedEvents: ReadonlySet<EventType> = new Set<EventType>([
  'WorkflowExecutionStarted',
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTerminated',
  'WorkflowExecutionContinuedAsNew',
  'ActivityTaskFailed',
  'ActivityTaskTimedOut',
  'ActivityTaskCanceled',
  'LambdaFunctionFailed',
  'LambdaFunctionTimedOut',
  'StartLambdaFunctionFailed',
  'ChildWorkflowExecutionFailed',
  'ChildWorkflowExecutionTimedOut',
  'DecisionTaskTimedOut',
  'TimerCanceled',
  'ScheduleActivityTaskFailed',
  'RequestCancelActivityTaskFailed',
  'StartTimerFailed',
  'CancelTimerFailed',
  'StartChildWorkflowExecutionFailed',
  'SignalExternalWorkflowExecutionFailed',
  'RequestCancelExternalWorkflowExecutionFailed',
  'ScheduleLambdaFunctionFailed',
  'RecordMarkerFailed',
  'CompleteWorkflowExecutionFailed',
  'FailWorkflowExecutionFailed',
  'CancelWorkflowExecutionFailed',
  'ContinueAsNewWorkflowExecutionFailed',
]);

const reactingTypes = [
  'StartChildWorkflowExecutionInitiated',
  'SignalExternalWorkflowExecutionInitiated',
  'RequestCancelExternalWorkflowExecutionInitiated',
  'LambdaFunctionScheduled',
  'WorkflowExecutionCompleted',
  'WorkflowExecutionFailed',
  'WorkflowExecutionCanceled',
  'WorkflowExecutionTimedOut',
  'WorkflowExecutionTerminated',
] as const satisfies EventType[];

/** Events that have effects in another execution or outside SWF, once their own operation is complete. */
export type ReactingEvent = (typeof reactingTypes)[number];

const reacting: ReadonlySet<EventType> = new Set(reactingTypes);

export const isReacting = (type: EventType): type is ReactingEvent => reacting.has(type);

const attributesMembers = new Map<EventType, string>();

/** Returns the name of the event member with the attributes of this type. */
export function attributesMember(type: EventType): string {
  let member = attributesMembers.get(type);
  if (member === undefined) {
    member = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventAttributes`;
    attributesMembers.set(type, member);
  }
  return member;
}
