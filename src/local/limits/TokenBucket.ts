import type { Rate } from './rates.js';

/** Lets so many through at once, and then as many as flow in. */
export class TokenBucket {
  readonly #size: number;
  readonly #refill: number;
  #tokens: number;
  #at: number;

  constructor([size, refill]: Rate, now: number) {
    this.#size = size;
    this.#refill = refill;
    this.#tokens = size;
    this.#at = now;
  }

  /** Takes a token if there is one. Time is in milliseconds and does not go back. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#size, this.#tokens + ((now - this.#at) / 1000) * this.#refill);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
