import { messageOf, showValue, truncate } from '../requests/index.js';
import { limits } from '../values/index.js';
import type { DataConverter } from './DataConverter.js';
import { toPayload } from './payload.js';

/** Details that SWF takes, as a value and as its payload. */
export interface Fitting {
  readonly value: unknown;
  readonly payload: string;
}

/**
 * Details as SWF takes them: the value itself, or where its payload would be longer than `max` a shorter value with
 * `truncated: true`. A payload is never cut: half of an encrypted or compressed text cannot be read. `undefined` where
 * there are no details, or where even the shortest value does not fit.
 *
 * @throws `InvalidArgumentError` for a value that cannot be made a payload
 */
export function fitPayload(
  converter: DataConverter,
  field: string,
  value: unknown,
  max: number = limits.payload,
): Fitting | undefined {
  if (value === undefined) return undefined;
  for (const candidate of forms(value, max)) {
    const payload = toPayload(converter, field, candidate, Number.POSITIVE_INFINITY);
    if (payload === undefined) return undefined;
    // Where there is a store for long details, nothing need be lost.
    if (converter.store !== undefined || payload.length <= max) return { value: candidate, payload };
  }
  return undefined;
}

/**
 * Details that can be told: those that {@link fitPayload} makes fit, or in place of what cannot be made a payload the
 * reason for that. Never throws: a converter that can write nothing leaves no details.
 */
export function fitDetails(converter: DataConverter, details: unknown): unknown {
  try {
    return fitPayload(converter, 'details', details)?.value;
  } catch (error) {
    return typeof details === 'string' ? undefined : fitDetails(converter, messageOf(error));
  }
}

/** The value, and ever shorter ones in place of it. */
function* forms(value: unknown, max: number): Generator<unknown> {
  yield value;
  // First for texts that need no escaping: all but what the rest of the object takes.
  yield shortened(value, max - 64);
  for (let longest = max / 2; longest >= 16; longest /= 4) yield shortened(value, longest);
  yield { truncated: true };
}

/** A plain object keeps what is short, and the beginning of its longer texts; all else becomes a preview. */
function shortened(value: unknown, longest: number): object {
  if (!isPlain(value)) return { truncated: true, preview: truncate(showValue(value), longest) };
  const members = Object.entries(value).map(([name, member]) => [name, shortMember(member, longest)]);
  return { ...Object.fromEntries(members), truncated: true };
}

function shortMember(member: unknown, longest: number): unknown {
  if (typeof member === 'string') return truncate(member, longest);
  return showValue(member).length <= longest ? member : shortened(member, longest / 2);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
