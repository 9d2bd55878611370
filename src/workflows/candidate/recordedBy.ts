import type { Decision, DecisionType, EventType } from '@aws-sdk/client-swf';
import { type Event, toEvent } from '../../history/index.js';

/** The events that record decisions. */
const eventTypes: Readonly<Record<DecisionType, EventType>> = {
  ScheduleActivityTask: 'ActivityTaskScheduled',
  RequestCancelActivityTask: 'ActivityTaskCancelRequested',
  CompleteWorkflowExecution: 'WorkflowExecutionCompleted',
  FailWorkflowExecution: 'WorkflowExecutionFailed',
  CancelWorkflowExecution: 'WorkflowExecutionCanceled',
  ContinueAsNewWorkflowExecution: 'WorkflowExecutionContinuedAsNew',
  RecordMarker: 'MarkerRecorded',
  StartTimer: 'TimerStarted',
  CancelTimer: 'TimerCanceled',
  SignalExternalWorkflowExecution: 'SignalExternalWorkflowExecutionInitiated',
  RequestCancelExternalWorkflowExecution: 'RequestCancelExternalWorkflowExecutionInitiated',
  StartChildWorkflowExecution: 'StartChildWorkflowExecutionInitiated',
  ScheduleLambdaFunction: 'LambdaFunctionScheduled',
};

const never = new Date(0);

/**
 * Returns the events that SWF writes for decisions, as far as they follow from these: without ids and times. A decision
 * and its event have the same attributes.
 */
export function recordedBy(decisions: readonly Decision[]): readonly Event[] {
  return decisions.map(({ decisionType, ...attributes }) => {
    const eventType = decisionType && eventTypes[decisionType];
    if (eventType === undefined) throw new Error(`Unknown decision ${decisionType}`);
    const key = `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;
    return toEvent({ eventType, eventId: 0, eventTimestamp: never, [key]: Object.values(attributes)[0] });
  });
}
