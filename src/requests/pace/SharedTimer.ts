import type { Subscription } from 'rxjs';
import type { MonotonicClock } from '../waits/MonotonicClock.js';

/** An appointment on a {@link SharedTimer}. */
export interface Alarm {
  /** Sets or moves the time at which it rings, on the clock of the timer; `Infinity` for never. */
  set(at: number): void;
  /** Removes the alarm. */
  clear(): void;
}

/** One timer of a clock for any number of alarms. It runs only while an alarm is set. */
export class SharedTimer {
  readonly #clock: MonotonicClock;
  /** The time of each alarm, by what to call then. */
  readonly #times = new Map<() => void, number>();
  #scheduled: Subscription | undefined;
  #at = Number.POSITIVE_INFINITY;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  /** Returns an alarm that is not set yet. */
  alarm(ring: () => void): Alarm {
    const set = (at: number) => {
      if (at === Number.POSITIVE_INFINITY) this.#times.delete(ring);
      else this.#times.set(ring, at);
      this.#arm();
    };
    return { set, clear: () => set(Number.POSITIVE_INFINITY) };
  }

  #arm(): void {
    const at = Math.min(...this.#times.values());
    if (at === this.#at) return;
    this.#at = at;
    this.#scheduled?.unsubscribe();
    this.#scheduled = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    // The clock's own wait, because fake timers may fire while the clock by which it measures stands still.
    const delay = Math.max(0, at - this.#clock.now());
    this.#scheduled = this.#clock.wait(delay).subscribe(() => this.#ring());
  }

  #ring(): void {
    // Sums of fractions of milliseconds are not exact.
    const now = this.#clock.now() + 1;
    this.#at = Number.POSITIVE_INFINITY;
    for (const [ring, at] of [...this.#times]) {
      if (at > now || this.#times.get(ring) !== at) continue;
      this.#times.delete(ring);
      ring();
    }
    this.#arm();
  }
}
