import type { Decision } from '@aws-sdk/client-swf';
import { type OffloadStore, withReferences } from '../../../payloads/index.js';
import { InvalidArgumentError } from '../../../requests/index.js';
import { limits } from '../../../values/index.js';

/** Limit of all decisions of an answer. A request has at most 1 MB; the rest is for the token and so on. */
const mostBytes = 850_000;

const encoder = new TextEncoder();

/** The decisions and bytes that are left in one answer to a decision task. */
export class AnswerBudget {
  readonly #store: OffloadStore | undefined;
  #decisions: number;
  #bytes: number;

  /**
   * @param added - number and bytes of the decisions that the caller adds itself
   * @param store - store for long payloads, which then don't count towards the request
   */
  constructor(added: { readonly decisions: number; readonly bytes?: number }, store?: OffloadStore) {
    this.#decisions = limits.decisions - added.decisions;
    this.#bytes = mostBytes - (added.bytes ?? 0);
    this.#store = store;
  }

  /**
   * Takes a decision into the answer. Returns whether it fits.
   *
   * @throws `InvalidArgumentError` for a decision that no answer has space for
   */
  take(decision: Decision): boolean {
    if (this.#decisions === 0) return false;
    const size = encoder.encode(JSON.stringify(withReferences(decision, this.#store))).length + 1;
    if (size > mostBytes)
      throw new InvalidArgumentError(
        `A decision must have at most ${mostBytes} bytes, got ${size} (${decision.decisionType})`,
        { resource: 'decisions' },
      );
    if (size > this.#bytes) return false;
    this.#decisions -= 1;
    this.#bytes -= size;
    return true;
  }
}
