import { describeLoss, lossOf } from './lost.js';
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

/**
 * The default: JSON, and text that is not JSON as it is. What JSON would silently make something else of is refused: a
 * `Map`, a `Set`, an `Error`, a `Promise`, an `ArrayBuffer`, `NaN`, `Infinity`, a function, a symbol, a `bigint`, and an
 * instance of a class that has nothing but private members. A `Date` becomes a string, as its `toJSON()` says; members
 * that are `undefined` are left out, and `null` in lists.
 */
export const jsonConverter: DataConverter = Object.freeze({
  toPayload(value: unknown): string {
    const loss = lossOf(value);
    if (loss !== undefined) throw new TypeError(describeLoss(loss));
    return JSON.stringify(value);
  },
  fromPayload(payload: string): unknown {
    try {
      return JSON.parse(payload);
    } catch {
      return payload;
    }
  },
});
