import type { Rate } from './rates.js';

/** A token bucket: allows a burst of its size, then as many calls as tokens are refilled. */
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

  /** Takes a token and returns true if there is one. `now` is in milliseconds and must not go back. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#size, this.#tokens + ((now - this.#at) / 1000) * this.#refill);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
