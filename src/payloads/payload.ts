import { InvalidArgumentError, messageOf, showValue } from '../requests/index.js';
import { limits } from '../values/index.js';
import type { DataConverter } from './DataConverter.js';
import { opened } from './envelope.js';

/** Refuses a payload that is longer than SWF carries. Shows its length rather than its content. */
export function checkPayload(field: string, payload: string, max: number = limits.payload): void {
  if (payload.length <= max) return;
  throw new InvalidArgumentError(
    `${field} must be a payload of at most ${max} characters, got ${payload.length}. To keep longer ones outside of ` +
      'SWF, give the domain a converter with a store: dataConverter: offload(store)',
    { resource: field },
  );
}

/** The payload of a value, checked unless there is a store for long ones; `undefined` where there is no value. */
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
    throw new InvalidArgumentError(`${field} cannot be made a payload: ${messageOf(cause)}`, {
      cause,
      resource: field,
    });
  }
}

/** A converter in plain JavaScript may return anything, a Promise above all. */
function checkedText(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  throw new TypeError(`the DataConverter's toPayload must return a string, got ${showValue(payload)}`);
}

/** The value of a payload; `undefined` where there is no payload. Of an envelope it is that of the payload within. */
export function fromPayload(converter: DataConverter, text: string | undefined): unknown {
  const { payload } = opened(text);
  return payload === undefined ? undefined : converter.fromPayload(payload);
}
