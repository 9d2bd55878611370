import { describeLoss, lossOf } from './jsonLoss.js';
import type { OffloadStore } from './offload/OffloadStore.js';

/**
 * Converts values to the strings that SWF carries (input, result, details, control, execution context) and
 * back.
 *
 * `fromPayload` also receives text that other programs wrote or that people typed in a console: text that the
 * converter did not produce must be returned unchanged. Text that it produced but can't read, for example
 * because a key is missing, is an error. The same value must always give the same text. `checkConverter` of
 * `rx-swf/testing` checks these rules.
 */
export interface DataConverter {
  /** Converts a value to a string. Never called with `undefined`: an absent value is an absent member. */
  toPayload(value: unknown): string;
  /** Converts a string back to its value. */
  fromPayload(payload: string): unknown;
  /** Store for payloads that are too long for SWF, created by `offload`. Without it, these are rejected. */
  readonly store?: OffloadStore | undefined;
}

/**
 * The default converter: JSON. Text that is not JSON is returned unchanged. Values that JSON would silently
 * alter are rejected: a `Map`, a `Set`, an `Error`, a `Promise`, an `ArrayBuffer`, `NaN`, `Infinity`, a
 * function, a symbol, a `bigint`, and an instance of a class with only private members. A `Date` becomes a
 * string through its `toJSON()`; `undefined` is omitted from objects and becomes `null` in arrays.
 */
export const jsonConverter: DataConverter = /* @__PURE__ */ Object.freeze({
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
