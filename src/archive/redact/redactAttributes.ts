import { isReserved, reserved, reservedPrefix } from '../../decisions/reservedNames.js';
import { redactPayload } from './redactPayload.js';
import { redactReason } from './redactText.js';

/** Attributes of events that hold payloads, which users fill. */
const payloads: ReadonlySet<string> = new Set([
  'input',
  'result',
  'details',
  'control',
  'executionContext',
  'identity',
]);

/** Markers of the library whose details hold no data of users, and decide what a replay does. */
const deciding = [reserved.version, reserved.semantics, reserved.amended, reserved.more];

/** Names of markers whose details describe an error. */
const failureMarker = /^rx-swf\.(?:error$|sideEffect\.(?:\d+\.|.*#)failed$)/;

/** Redacts the attributes of an event. */
export function redactAttributes(attributes: object): object {
  const entries = Object.entries(attributes);
  const markerName = textOf(attributes, 'markerName');
  if (deciding.some(name => isReserved(markerName, name))) return attributes;
  const isFailure = 'reason' in attributes || failureMarker.test(markerName ?? '');
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      typeof value === 'string' ? redacted(name, value, isFailure) : value,
    ]),
  );
}

function redacted(name: string, value: string, isFailure: boolean): string {
  if (name === 'reason') return redactReason(value);
  if (!payloads.has(name)) return value;
  // The notes of retries.
  if (name === 'control' && value.startsWith(`"${reservedPrefix}`)) return value;
  return redactPayload(value, isFailure && name === 'details');
}

function textOf(attributes: object, name: string): string | undefined {
  const value: unknown = Reflect.get(attributes, name);
  return typeof value === 'string' ? value : undefined;
}
