import { type Attributes, attributesMember, type EventType, type HistoryEvent } from '../api/events.js';
import { fromWireTime } from '../api/wire.js';
import type { Execution } from '../state/Execution.js';
import { append } from './append.js';
import { rowOf } from './record.js';

/** Returns the attributes of an event, in the member of its type. */
function attributesOf(event: HistoryEvent): Attributes<EventType> {
  const members = new Map<string, unknown>(Object.entries(event));
  // Each event is stored with the attributes of its type.
  return (members.get(attributesMember(event.eventType)) ?? {}) as Attributes<EventType>;
}

/**
 * Adds an event that was recorded elsewhere to a history, as of its own time. Like replaying the journal, this
 * only updates the state: nothing follows from the event, because what followed was recorded too.
 */
export function recordPast(execution: Execution, event: HistoryEvent): void {
  const { region } = execution.domain;
  const { eventType: type } = event;
  const [attributes, time] = [attributesOf(event), fromWireTime(event.eventTimestamp)];
  if (region.journal !== undefined) region.journal.write({ ...rowOf(execution, type, attributes), time });
  region.asOf(time, () => append(execution, type, attributes));
}
