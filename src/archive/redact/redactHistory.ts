import type { HistoryEvent } from '@aws-sdk/client-swf';
import { isReserved, reserved } from '../../decisions/reservedNames.js';
import { redactAttributes } from './redactAttributes.js';
import { redactRecord } from './redactRecord.js';

/**
 * Returns events whose payloads and reasons have the same shape and length, but none of their texts and numbers. What
 * the library itself has recorded to replay by stays. So do ids, the names of types, signals, markers, timers and
 * lists, and tags.
 */
export function redactHistory(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const parts = events.flatMap(({ markerRecordedEventAttributes: marker }) =>
    isReserved(marker?.markerName, reserved.redriven) ? [marker?.details ?? ''] : [],
  );
  const redactedParts = redactRecord(parts).values();
  return events.map(event => {
    const { markerRecordedEventAttributes: marker } = event;
    if (!isReserved(marker?.markerName, reserved.redriven)) return redactEvent(event);
    return {
      ...event,
      markerRecordedEventAttributes: marker && { ...marker, details: redactedParts.next().value },
    };
  });
}

function redactEvent(event: HistoryEvent): HistoryEvent {
  const attributes = Object.entries(event).filter(([name]) => name.endsWith('EventAttributes'));
  return {
    ...event,
    ...Object.fromEntries(attributes.map(([name, value]) => [name, redactAttributes(value)])),
  };
}
