import { messageOf, showValue, truncate } from '../requests/index.js';
import { limits } from '../values/index.js';
import type { DataConverter } from './DataConverter.js';
import { toPayload } from './payload.js';

/** Details that fit SWF's limit, as a value and as its payload. */
export interface FittedPayload {
  readonly value: unknown;
  readonly payload: string;
}

/**
 * Fits details to SWF's limit. Returns the value itself or, if its payload would be longer than `max`, a
 * shorter value with `truncated: true`. Payloads are never truncated themselves, because half an encrypted or
 * compressed text is unreadable. Returns `undefined` if there are no details, or if even the shortest value
 * does not fit.
 *
 * @throws `InvalidArgumentError` for a value that can't be converted to a payload
 */
export function fitPayload(
  converter: DataConverter,
  field: string,
  value: unknown,
  max: number = limits.payload,
): FittedPayload | undefined {
  if (value === undefined) return undefined;
  for (const candidate of forms(value, max)) {
    const payload = toPayload(converter, field, candidate, Number.POSITIVE_INFINITY);
    if (payload === undefined) return undefined;
    // With a store for long details, nothing needs to be dropped.
    if (converter.store !== undefined || payload.length <= max) return { value: candidate, payload };
  }
  return undefined;
}

/**
 * Returns details that can be sent: those that {@link fitPayload} returns or, if they can't be converted to a
 * payload, the reason why. Never throws: if the converter can't write that either, there are no details.
 */
export function fitDetails(converter: DataConverter, details: unknown): unknown {
  try {
    return fitPayload(converter, 'details', details)?.value;
  } catch (error) {
    return typeof details === 'string' ? undefined : fitDetails(converter, messageOf(error));
  }
}

/** Yields the value, then ever shorter replacements for it. */
function* forms(value: unknown, max: number): Generator<unknown> {
  yield value;
  // First try for texts without escapes: uses all the space except what the rest of the object takes.
  yield shortened(value, max - 64);
  for (let longest = max / 2; longest >= 16; longest /= 4) yield shortened(value, longest);
  yield { truncated: true };
}

/** Shortens a value: a plain object keeps short members and beginnings of texts; others become a preview. */
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
