import { type Attributes, type EventType, isReacting, wakingEvents } from '../api/events.js';
import type { Execution } from '../state/Execution.js';
import type { EventRow } from '../state/Journal.js';
import type { FollowUp } from '../state/Region.js';
import { append } from './append.js';

/**
 * Appends an event to the history of an open execution, and does all that follows from it at once: it is written
 * down, consequences elsewhere are noted, and a decision task is scheduled if this event asks for one.
 */
export function record<T extends EventType>(
  execution: Execution,
  type: T,
  attributes: Attributes<T>,
): number {
  if (execution.open === undefined) throw new Error(`${type} cannot happen in a closed execution`);
  const { region } = execution.domain;
  if (region.journal !== undefined) region.journal.write(rowOf(execution, type, attributes));
  const eventId = append(execution, type, attributes);
  if (isReacting(type)) noteFollowUp(execution, type, attributes, eventId);
  if (wakingEvents.has(type)) wake(execution);
  if (eventId >= region.quotas.eventsPerExecution) region.oversized.add(execution);
  return eventId;
}

function rowOf({ events, execution, domain }: Execution, type: EventType, attributes: unknown): EventRow {
  const { workflowId, runId } = execution;
  const row: EventRow = { kind: 'event', runId, eventId: events.length + 1, type, attributes };
  return events.length === 0 ? { ...row, start: { domain: domain.name, workflowId } } : row;
}

function noteFollowUp(execution: Execution, type: EventType, attributes: unknown, eventId: number): void {
  // The type of the attributes is that of the event's type: record() has seen to it.
  execution.domain.region.followUps.push({ type, execution, attributes, eventId } as FollowUp);
}

/** Appends several events as one: a decision task that they ask for comes after the last. */
export function recordTogether(execution: Execution, act: () => void): void {
  const { open } = execution;
  if (open === undefined) return;
  const batch = { woken: false };
  open.batch = batch;
  act();
  open.batch = undefined;
  if (batch.woken) wake(execution);
}

/** Sees to it that the decider is asked: one decision task waits, be it behind the running one. */
function wake(execution: Execution): void {
  const { open, configuration } = execution;
  if (open === undefined || open.waiting !== undefined) return;
  if (open.batch !== undefined) {
    open.batch.woken = true;
    return;
  }
  const { override } = open;
  record(execution, 'DecisionTaskScheduled', {
    taskList: override === undefined ? configuration.taskList : { name: override.name },
    taskPriority: configuration.taskPriority,
    startToCloseTimeout: configuration.taskStartToCloseTimeout,
    scheduleToStartTimeout: override?.scheduleToStartTimeout ?? 'NONE',
  });
}
