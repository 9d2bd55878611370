import { messageOf, showValue } from '../requests/descriptions/index.js';
import { InvalidArgumentError } from '../requests/errors/SwfError.js';
import { limits } from '../values/index.js';
import type { DataConverter } from './DataConverter.js';
import { parseEnvelope } from './envelope.js';

/** Rejects a payload that is too long for SWF. The message shows its length rather than its content. */
export function checkPayload(field: string, payload: string, max: number = limits.payload): void {
  if (payload.length <= max) return;
  throw new InvalidArgumentError(
    `${field} must be a payload of at most ${max} characters, got ${payload.length}. To keep longer payloads outside of ` +
      'SWF, give the domain a converter with a store: dataConverter: offload(store)',
    { resource: field },
  );
}

/** Converts a value to a payload; keeps `undefined`. Checks the length if long payloads have no store. */
export function toPayload(
  converter: DataConverter,
  field: string,
  value: unknown,
  max?: number,
): string | undefined {
  if (value === undefined) return undefined;
  const payload = convert(converter, field, value);
  if (converter.store === undefined) checkPayload(field, payload, max);
  return payload;
}

function convert(converter: DataConverter, field: string, value: unknown): string {
  try {
    return checkedText(converter.toPayload(value));
  } catch (cause) {
    throw new InvalidArgumentError(`${field} cannot be converted to a payload: ${messageOf(cause)}`, {
      cause,
      resource: field,
    });
  }
}

/** Checks the result of a converter: in plain JavaScript it may return anything, often a Promise. */
function checkedText(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  throw new TypeError(`the DataConverter's toPayload must return a string, got ${showValue(payload)}`);
}

/** Converts a payload, or the one within an envelope, to its value; `undefined` if there is none. */
export function fromPayload(converter: DataConverter, text: string | undefined): unknown {
  const { payload } = parseEnvelope(text);
  return payload === undefined ? undefined : converter.fromPayload(payload);
}
