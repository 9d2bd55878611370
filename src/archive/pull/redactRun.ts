import type { HistoryEvent } from '@aws-sdk/client-swf';
import { decidingMarkers, redact, redactAttributes, redactPayload, redactText } from './redact.js';

/** The record of what a redriven run takes over: a JSON text in parts, which are the details of markers. */
const partMarker = /^rx-swf\.redriven\./;

/** Redacts the events of a run, like {@link redact}. Runs that take over another one can still be replayed. */
export function redactRun(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const parts = redactParts(events.filter(isPart).map(detailsOf)).values();
  return events.map(event => (isPart(event) ? withDetails(event, parts.next().value) : redact(event)));
}

const isPart = ({ markerRecordedEventAttributes: marker }: HistoryEvent) =>
  partMarker.test(marker?.markerName ?? '');

const detailsOf = ({ markerRecordedEventAttributes: marker }: HistoryEvent) => marker?.details ?? '';

function withDetails(event: HistoryEvent, details: string | undefined): HistoryEvent {
  const { markerRecordedEventAttributes: marker } = event;
  return marker === undefined || details === undefined
    ? event
    : { ...event, markerRecordedEventAttributes: { ...marker, details } };
}

/** Redacts the parts of a record. Those of an open run may be incomplete, and then are no JSON. */
function redactParts(parts: readonly string[]): readonly string[] {
  const whole = redactRecord(parts.join(''));
  if (whole === undefined) return parts.map(redactText);
  let at = 0;
  return parts.map((part, n) => {
    const from = at;
    at += part.length;
    return whole.slice(from, n === parts.length - 1 ? undefined : at);
  });
}

/** Payloads are in the attributes of events, and in pairs of the name and the value of a side effect. */
function redactRecord(text: string): string | undefined {
  try {
    const redacted: unknown = JSON.parse(text, (_key, value: unknown) => {
      if (Array.isArray(value)) return isSideEffect(value) ? [value[0], redactPayload(value[1])] : value;
      return typeof value === 'object' && value !== null && !isDeciding(value)
        ? redactAttributes(value)
        : value;
    });
    return JSON.stringify(redacted);
  } catch {
    return undefined;
  }
}

const isSideEffect = (value: readonly unknown[]): value is readonly [string, string] =>
  value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';

const isDeciding = (attributes: object) =>
  'markerName' in attributes && decidingMarkers.test(`${attributes.markerName}`);
