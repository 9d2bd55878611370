import type { HistoryEvent } from '@aws-sdk/client-swf';

/** Attributes that hold payloads, which users fill. */
const payloads: ReadonlySet<string> = new Set([
  'input',
  'result',
  'details',
  'control',
  'executionContext',
  'latestExecutionContext',
  'identity',
]);

/** Markers whose details decide what the code does, and that hold no data of users. */
export const decidingMarkers = /^rx-swf\.(?:version|semantics)/;

/**
 * Returns an event whose payloads have the same shape and length, but none of their texts and numbers: letters
 * become `x` and digits `1`. JSON stays JSON with its keys, `true`, `false` and `null`. Of a reason, the name before
 * a colon stays, because code compares it.
 */
export function redact(event: HistoryEvent): HistoryEvent {
  const { markerRecordedEventAttributes: marker } = event;
  if (decidingMarkers.test(marker?.markerName ?? '')) return event;
  const attributes = Object.entries(event).filter(([name]) => name.endsWith('EventAttributes'));
  return {
    ...event,
    ...Object.fromEntries(attributes.map(([name, value]) => [name, redactAttributes(value)])),
  };
}

/** Returns attributes of an event without the contents of their payloads. */
export const redactAttributes = (attributes: object): object =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value !== 'string'
        ? value
        : payloads.has(name)
          ? redactPayload(value)
          : name === 'reason'
            ? redactReason(value)
            : value,
    ]),
  );

/** Returns a payload of the same shape and length. What the library adds to payloads, and reads from them, stays. */
export function redactPayload(payload: string): string {
  if (payload.startsWith(retryNote)) return payload;
  const [, prefix, header = '', rest = ''] = envelope.exec(payload) ?? [];
  if (prefix !== undefined) return `${prefix}${redactHeader(header)}${redactRest(rest)}`;
  try {
    return JSON.stringify(redactValue(JSON.parse(payload)));
  } catch {
    return redactText(payload);
  }
}

/** A note of a retry, which is a `control`. */
const retryNote = '"rx-swf.retry.';
/** A payload with a header of the library, and the payload of the user in the next line. */
const envelope = /^(rx-swf:envelope:)([^\n]*)(\n[\s\S]*)?$/;

const redactRest = (rest: string) => (rest === '' ? '' : `\n${redactPayload(rest.slice(1))}`);

/** Redacts the payloads in a header: those of carried signals, and the progress of an activity. */
function redactHeader(header: string): string {
  try {
    const redacted: unknown = JSON.parse(header, (key, value: unknown) =>
      (key === 'payload' || key === 'progress') && typeof value === 'string' ? redactPayload(value) : value,
    );
    return JSON.stringify(redacted);
  } catch {
    return redactText(header);
  }
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return redactNumber(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redactValue(member)]));
  return value;
}

/** Keeps the sign, the point and the exponent, so that the text is as long as before. */
const redactNumber = (value: number): number =>
  Number(
    `${value}`.replace(
      /^(-?)([\d.]+)/,
      (_, sign: string, digits: string) => sign + digits.replace(/\d/g, '1'),
    ),
  );

const redactReason = (reason: string): string =>
  reason.replace(/^([A-Za-z_$][\w$.]*:)?([\s\S]*)$/, (_, name: string | undefined, rest: string) =>
    name === undefined && /^[\w$.]+$/.test(rest) ? rest : `${name ?? ''}${redactText(rest)}`,
  );

/** Returns a text with the same spaces and punctuation. Each UTF-16 unit becomes one, so that the length stays. */
export const redactText = (text: string): string =>
  text.replace(/\d/g, '1').replace(/[\p{L}\p{M}\p{S}\ud800-\udfff]/gu, match => 'x'.repeat(match.length));
