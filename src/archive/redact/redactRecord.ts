import { reservedPrefix } from '../../decisions/reservedNames.js';
import { redactAttributes } from './redactAttributes.js';
import { redactPayload } from './redactPayload.js';

/**
 * Redacts what a redriven run has recorded of an earlier one, whose parts make up one JSON text: events as
 * `[id, type, time, attributes]`, and notes as `[name, details]`.
 */
export function redactRecord(parts: readonly string[]): readonly string[] {
  const record = parse(parts.join(''));
  if (record === undefined) return parts.map(part => redactPayload(part));
  const text = JSON.stringify(redactRecorded(record));
  let start = 0;
  return parts.map((part, at) => {
    const end = at === parts.length - 1 ? undefined : start + part.length;
    const slice = text.slice(start, end);
    start += part.length;
    return slice;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function redactRecorded(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [first, second, , fourth] = value;
  if (typeof second === 'string' && typeof fourth === 'object' && fourth !== null)
    return [...value.slice(0, 3), redactAttributes(fourth)];
  if (typeof first === 'string' && first.startsWith(reservedPrefix) && typeof second === 'string')
    return Object.values(redactAttributes({ markerName: first, details: second }));
  return value.map(redactRecorded);
}
