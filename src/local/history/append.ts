import { type Attributes, attributesMember, type EventType, type HistoryEvent } from '../api/events.js';
import { toWireTime } from '../api/wire.js';
import type { Execution } from '../state/Execution.js';
import { views } from './views/index.js';

/**
 * Appends an event to a history and updates the views. Has no other effects, so that it can be used for
 * replay.
 */
export function append<T extends EventType>(
  execution: Execution,
  type: T,
  attributes: Attributes<T>,
): number {
  const eventId = execution.events.length + 1;
  const event: HistoryEvent = {
    eventTimestamp: toWireTime(execution.domain.region.now),
    eventType: type,
    eventId,
    [attributesMember(type)]: attributes,
  };
  execution.events.push(event);
  views[type]?.(execution, attributes, eventId);
  return eventId;
}
