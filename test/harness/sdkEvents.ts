import type { HistoryEvent } from '@aws-sdk/client-swf';

/** Returns the attributes of an event of any type. */
export function attributesOf(event: HistoryEvent | undefined): unknown {
  return Object.entries(event ?? {}).find(([member]) => member.endsWith('EventAttributes'))?.[1];
}

/** Returns an event as id, seconds since the manual clock started, type and attributes. */
export function toRow(event: HistoryEvent): unknown[] {
  const seconds = ((event.eventTimestamp?.getTime() ?? 0) - Date.UTC(2020, 0, 1)) / 1000;
  return [event.eventId, seconds, event.eventType, attributesOf(event)];
}
