import { attributesMember, closingEvents, type EventType, type HistoryEvent } from '../api/events.js';
import { toWireTime } from '../api/wire.js';
import { attributesOf } from './attributesOf.js';
import { ImportError } from './ImportError.js';
import type { HistoryJson, RecordedEvent } from './RecordedExecution.js';
import { isEnding, referencesOf, requiredMembers } from './references.js';

/** Numbers above this are milliseconds: in seconds, they would be in the year 5138. */
const mostSeconds = 100_000_000_000;

function timeOf({ eventTimestamp: given }: RecordedEvent): number {
  if (typeof given === 'number') return given > mostSeconds ? given : Math.round(given * 1000);
  return given === undefined ? Number.NaN : new Date(given).getTime();
}

const incomplete = (eventId: number, problem: string) =>
  new ImportError(
    'INCOMPLETE',
    `The history is incomplete: ${problem}. Pass all events of the execution, from the first one.`,
    eventId,
  );

/**
 * Reads a recorded history, in either order.
 *
 * @throws `ImportError` that names the event which is missing or doesn't fit
 */
export function readEvents({ events: given = [], nextPageToken }: HistoryJson): HistoryEvent[] {
  const sorted = given.toSorted((a, b) => (a.eventId ?? 0) - (b.eventId ?? 0));
  const events = sorted.map((event, index) => toEvent(event, index + 1));
  if (events.length === 0) throw incomplete(1, 'it has no events');
  if (nextPageToken) {
    throw incomplete(events.length + 1, `it ends with event ${events.length}, but has a nextPageToken`);
  }
  checkReferences(events);
  return events;
}

function toEvent(event: RecordedEvent, eventId: number): HistoryEvent {
  const { eventType = '' } = event;
  if (event.eventId !== eventId) throw incomplete(eventId, `event ${eventId} is missing`);
  if (eventId === 1 && eventType !== 'WorkflowExecutionStarted') {
    throw incomplete(1, `event 1 must be WorkflowExecutionStarted, got ${eventType || 'no type'}`);
  }
  const time = timeOf(event);
  if (!Number.isFinite(time))
    throw incomplete(eventId, `event ${eventId} (${eventType}) has no valid eventTimestamp`);
  // An unknown type is kept like any other: no view depends on it.
  const type = eventType as EventType;
  const attributes = attributesOf(event, type);
  for (const member of requiredMembers[type] ?? []) {
    if (attributes[member] === undefined)
      throw incomplete(eventId, `event ${eventId} (${type}) has no ${member}`);
  }
  return {
    eventTimestamp: toWireTime(time),
    eventType: type,
    eventId,
    [attributesMember(type)]: attributes,
  };
}

/** Checks that each event refers to earlier ones of the right type, and that nothing ends twice. */
function checkReferences(events: readonly HistoryEvent[]): void {
  const ends = new Map<number, number>();
  for (const [index, event] of events.entries()) {
    const { eventId, eventType: type } = event;
    const closing = events[index - 1];
    if (closing !== undefined && closingEvents.has(closing.eventType)) {
      throw incomplete(eventId, `event ${eventId} (${type}) follows ${closing.eventType}`);
    }
    const attributes = attributesOf(event, type);
    for (const [place, [member, to]] of referencesOf(type).entries()) {
      const id = Number(attributes[member] ?? 0);
      const begun = events[id - 1];
      // 0 stands for an event that doesn't exist, such as the start of a task that never started.
      if (id === 0 && (place > 0 || /Failed$/.test(type))) continue;
      if (id >= eventId || begun?.eventType !== to) {
        throw incomplete(
          eventId,
          `${member} of event ${eventId} (${type}) must be the id of an earlier ${to}, got ${id}`,
        );
      }
      if (place > 0 || !isEnding(type)) continue;
      const end = ends.get(id);
      if (end !== undefined) {
        throw incomplete(
          eventId,
          `event ${eventId} (${type}) ends event ${id}, which event ${end} has ended`,
        );
      }
      ends.set(id, eventId);
    }
  }
}
