/** Milliseconds over which the rate is averaged, and of one slot of the average. */
const period = 60_000;
const slot = 5_000;
const slots = period / slot;

/** Counts per second, averaged over the last minute, or over the time since the start if that is shorter. */
export class RateMeter {
  readonly #counts: number[] = new Array<number>(slots).fill(0);
  /** Number of the current slot. */
  #slot = 0;
  #begun: number | undefined;

  /** Forgets everything, until {@link begin}. */
  reset(): void {
    this.#begun = undefined;
  }

  /** Starts to measure, unless it has started. Times are in milliseconds. */
  begin(now: number): void {
    if (this.#begun !== undefined) return;
    this.#counts.fill(0);
    this.#slot = Math.floor(now / slot);
    this.#begun = now;
  }

  count(now: number): void {
    this.#moveTo(now);
    const index = this.#slot % slots;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  perSecond(now: number): number {
    if (this.#begun === undefined) return 0;
    this.#moveTo(now);
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    const elapsed = Math.min(period, Math.max(slot, now - this.#begun));
    return total / (elapsed / 1000);
  }

  /** Empties the slots that have passed. A clock that was set back stays in the current slot. */
  #moveTo(now: number): void {
    const next = Math.floor(now / slot);
    const passed = Math.min(slots, next - this.#slot);
    for (let i = 0; i < passed; i += 1) this.#counts[(next - i) % slots] = 0;
    this.#slot = Math.max(this.#slot, next);
  }
}
