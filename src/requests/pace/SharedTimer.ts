import type { SchedulerLike, Subscription } from 'rxjs';
import type { MonotonicClock } from '../waits/MonotonicClock.js';
import { longestTimer } from '../waits/wait.js';

/** An appointment on a {@link SharedTimer}. */
export interface Alarm {
  /** Sets or moves the time at which it rings, on the clock of the timer; `Infinity` for never. */
  set(at: number): void;
  /** Removes the alarm. */
  clear(): void;
}

/** One timer of a scheduler for any number of alarms. It runs only while an alarm is set. */
export class SharedTimer {
  readonly #scheduler: SchedulerLike;
  readonly #clock: MonotonicClock;
  /** The time of each alarm, by what to call then. */
  readonly #times = new Map<() => void, number>();
  #scheduled: Subscription | undefined;
  #at = Number.POSITIVE_INFINITY;

  constructor(scheduler: SchedulerLike, clock: MonotonicClock) {
    this.#scheduler = scheduler;
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
    const delay = Math.min(longestTimer, Math.max(0, at - this.#clock.now()));
    this.#scheduled = this.#scheduler.schedule(() => this.#ring(), delay);
  }

  #ring(): void {
    // A host timer may fire a fraction of a millisecond early.
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
