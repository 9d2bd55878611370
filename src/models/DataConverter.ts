import type { OffloadStore } from './offload/OffloadStore.js';

/**
 * Turns values into the strings that SWF carries (input, result, details, control, execution context) and back.
 *
 * `fromPayload` is also given what other programs wrote and what people typed in a console: text that it did not make
 * comes through as it is. Text that it did make and cannot read now, for want of a key, is an error. The same value has
 * to give the same text. `checkConverter` of `rx-swf/testing` checks these rules.
 */
export interface DataConverter {
  /** The string for a value. `undefined` never gets here: an absent value is an absent member. */
  toPayload(value: unknown): string;
  /** The value in a string. */
  fromPayload(payload: string): unknown;
  /** Where payloads go that are too long for SWF; without it they are refused. Made by `offload`. */
  readonly store?: OffloadStore | undefined;
}

/** The default: JSON, and text that is not JSON as it is. */
export const jsonConverter: DataConverter = Object.freeze({
  toPayload(value: unknown): string {
    const text = JSON.stringify(value);
    if (text === undefined)
      throw new TypeError(`a ${typeof value} cannot be a payload: JSON has no form for it`);
    return text;
  },
  fromPayload(payload: string): unknown {
    try {
      return JSON.parse(payload);
    } catch {
      return payload;
    }
  },
});
