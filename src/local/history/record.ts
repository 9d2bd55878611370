import { type Attributes, type EventType, isReacting, reportedEvents, wakingEvents } from '../api/events.js';
import type { Execution } from '../state/Execution.js';
import type { EventRow } from '../state/Journal.js';
import type { PendingReaction } from '../state/Region.js';
import { append } from './append.js';

/**
 * Appends an event to the history of an open execution. All events go through here, except during replay.
 *
 * The event is first written to the journal. `append` then adds it to the history and updates the views, the
 * state derived from the history. Effects in other executions or outside SWF are only noted in `pendingReactions`;
 * `settle` applies them after the operation. A waking event also schedules a decision task, at once or at
 * the end of its batch (`recordTogether`).
 *
 * Invariant: replaying the journal's events with `append` alone reproduces the state, so views must not
 * record anything. Trap: an event can close the execution, and recording in a closed execution throws.
 *
 * @returns the id of the event
 */
export function record<T extends EventType>(
  execution: Execution,
  type: T,
  attributes: Attributes<T>,
): number {
  if (execution.open === undefined) throw new Error(`Cannot record ${type} in a closed execution`);
  const { region } = execution.domain;
  if (region.journal !== undefined) region.journal.write(rowOf(execution, type, attributes));
  const eventId = append(execution, type, attributes);
  if (isReacting(type)) queueReaction(execution, type, attributes, eventId);
  if (reportedEvents.has(type)) region.reports.push({ execution, type, eventId, at: region.now });
  if (wakingEvents.has(type)) wake(execution);
  if (eventId >= region.quotas.eventsPerExecution) region.oversized.add(execution);
  return eventId;
}

/** Returns the journal row of the next event of a history. */
export function rowOf(
  { events, execution, domain }: Execution,
  type: EventType,
  attributes: unknown,
): EventRow {
  const { workflowId, runId } = execution;
  const row: EventRow = { kind: 'event', runId, eventId: events.length + 1, type, attributes };
  return events.length === 0 ? { ...row, start: { domain: domain.name, workflowId } } : row;
}

/** Notes the effects of an event that has a reaction, which `settle` applies. */
export function queueReaction(
  execution: Execution,
  type: EventType,
  attributes: unknown,
  eventId: number,
): void {
  // record() ensures that the attributes match the type of the event.
  execution.domain.region.pendingReactions.push({ type, execution, attributes, eventId } as PendingReaction);
}

/**
 * Records several events as one step: the decision task that they cause is scheduled after the last of them.
 */
export function recordTogether(execution: Execution, act: () => void): void {
  const { open } = execution;
  if (open === undefined) return;
  const batch = { woken: false };
  open.batch = batch;
  act();
  open.batch = undefined;
  if (batch.woken) wake(execution);
}

/** Ensures that a decision task is pending, queued behind the running one if there is one. */
export function wake(execution: Execution): void {
  const { open, configuration } = execution;
  if (open === undefined || open.waiting !== undefined) return;
  // The first event of an execution schedules its first decision task. A stub has none.
  if (execution.events.length > 1 && execution.isStub) return;
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
