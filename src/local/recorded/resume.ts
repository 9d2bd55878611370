import { type HistoryEvent, wakingEvents } from '../api/events.js';
import { change } from '../changes/index.js';
import { queueReaction, record, wake } from '../history/record.js';
import { findLambda } from '../history/views/lambdaFunctions.js';
import type { Execution, OpenState } from '../state/Execution.js';

/**
 * Lets an execution go on that was taken over from elsewhere: offers the tasks that were held there again, and
 * causes what the last events would have caused.
 */
export function resume(execution: Execution): void {
  const { open } = execution;
  if (open === undefined) return;
  offerHeld(execution, open);
  if (isUnhandled(execution.events)) wake(execution);
  continueReactions(execution, open);
}

function offerHeld({ execution, domain }: Execution, { activities, running }: OpenState): void {
  const { region } = domain;
  const { runId } = execution;
  for (const { startedEventId, scheduledEventId, timeoutType, deadline } of activities.values()) {
    if (startedEventId === 0) continue;
    // A history has no heartbeats. If the task was not timed out, there must have been one.
    const isOverdue = timeoutType === 'HEARTBEAT' && deadline.heapIndex >= 0 && deadline.at < region.now;
    if (isOverdue) change(region, { kind: 'heartbeat', runId, scheduledEventId, details: undefined });
    change(region, { kind: 'offer', runId, scheduledEventId });
  }
  if (running !== undefined) {
    change(region, { kind: 'offer', runId, scheduledEventId: running.scheduledEventId });
  }
}

/** The ids of the messages to other executions that have neither been delivered nor failed. */
export function pendingMessages(events: readonly HistoryEvent[]): Set<number> {
  const pending = new Set<number>();
  for (const event of events) {
    const { eventId, eventType: type } = event;
    if (/^(Signal|RequestCancel)External.*Initiated$/.test(type)) pending.add(eventId);
    const outcome =
      event.externalWorkflowExecutionSignaledEventAttributes ??
      event.externalWorkflowExecutionCancelRequestedEventAttributes ??
      event.signalExternalWorkflowExecutionFailedEventAttributes ??
      event.requestCancelExternalWorkflowExecutionFailedEventAttributes;
    if (outcome !== undefined) pending.delete(outcome.initiatedEventId);
  }
  return pending;
}

/** Starts children and Lambda functions, and sends messages, if the history ends before that. */
function continueReactions(execution: Execution, { children, lambdas }: OpenState): void {
  const { events, domain } = execution;
  const pending = pendingMessages(events);
  for (const child of children.values()) if (child.startedEventId === 0) pending.add(child.initiatedEventId);
  for (const { startedEventId, scheduledEventId } of lambdas.values()) {
    const lambda = findLambda(execution, scheduledEventId);
    if (startedEventId === 0) pending.add(scheduledEventId);
    // How far the function got is unknown, so it is invoked again.
    else if (lambda !== undefined) domain.region.invocations.push(lambda);
  }
  for (const id of [...pending].sort((a, b) => a - b)) {
    const event = events[id - 1];
    if (event === undefined || reportOwn(execution, event)) continue;
    const attributes =
      event.startChildWorkflowExecutionInitiatedEventAttributes ??
      event.signalExternalWorkflowExecutionInitiatedEventAttributes ??
      event.requestCancelExternalWorkflowExecutionInitiatedEventAttributes ??
      event.lambdaFunctionScheduledEventAttributes;
    queueReaction(execution, event.eventType, attributes, id);
  }
}

/**
 * Reports the delivery of a message that the execution sent to itself, if the history ends in between. Returns
 * false if it didn't.
 */
function reportOwn(sender: Execution, { eventId: initiatedEventId, ...event }: HistoryEvent): boolean {
  const signal = event.signalExternalWorkflowExecutionInitiatedEventAttributes;
  const message = signal ?? event.requestCancelExternalWorkflowExecutionInitiatedEventAttributes;
  const received = sender.events.slice(initiatedEventId).some(other => {
    const { externalInitiatedEventId, externalWorkflowExecution } =
      other.workflowExecutionSignaledEventAttributes ??
      other.workflowExecutionCancelRequestedEventAttributes ??
      {};
    const from = externalWorkflowExecution?.workflowId;
    return (
      from !== undefined && from === message?.workflowId && externalInitiatedEventId === initiatedEventId
    );
  });
  if (!received) return false;
  const type =
    signal === undefined ? 'ExternalWorkflowExecutionCancelRequested' : 'ExternalWorkflowExecutionSignaled';
  record(sender, type, { workflowExecution: sender.execution, initiatedEventId });
  return true;
}

/** Returns true if an event that wakes the decider is not followed by a decision task. */
function isUnhandled(events: readonly HistoryEvent[]): boolean {
  const seen = events.findLastIndex(({ eventType }) => /^DecisionTask(Scheduled|Started)$/.test(eventType));
  return events.slice(seen + 1).some(({ eventType }) => wakingEvents.has(eventType));
}
