/** Milliseconds over which a fraction of the time may be saved up. */
const window = 10_000;

/**
 * An allowance of time: a fraction of it that passes, saved up for at most ten seconds. Work that takes longer than what
 * is left makes a debt.
 */
export class CpuAllowance {
  readonly #fraction: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /**
   * @param fraction - from 0 to 1
   * @param now - a monotonic clock in milliseconds
   */
  constructor(fraction: number, now: () => number) {
    this.#fraction = fraction;
    this.#now = now;
    this.#left = fraction * window;
    this.#at = now();
  }

  /** Indicates whether any time is left. */
  get isLeft(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#fraction * window, this.#left + (now - this.#at) * this.#fraction);
    this.#at = now;
    return this.#left > 0;
  }

  /** Takes time that was used, in milliseconds. */
  take(milliseconds: number): void {
    this.#left -= milliseconds;
  }
}
