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
const decidingMarkers = /^rx-swf\.(?:version|semantics)/;

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

const redactAttributes = (attributes: object): object =>
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

function redactPayload(payload: string): string {
  try {
    return JSON.stringify(redactValue(JSON.parse(payload)));
  } catch {
    return redactText(payload);
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

/** Keeps spaces and punctuation. Each UTF-16 unit becomes one, so that the length stays. */
const redactText = (text: string): string =>
  text.replace(/\d/g, '1').replace(/[\p{L}\p{M}\p{S}\ud800-\udfff]/gu, match => 'x'.repeat(match.length));
