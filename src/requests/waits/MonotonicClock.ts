import {
  asapScheduler,
  asyncScheduler,
  defer,
  type Observable,
  queueScheduler,
  type SchedulerLike,
  tap,
} from 'rxjs';
import { wait } from './wait.js';

/** RxJS schedulers whose `now()` is the wall clock, which users and NTP can change. */
const wallClocks: readonly SchedulerLike[] = [asyncScheduler, asapScheduler, queueScheduler];

/**
 * Monotonic clock of a scheduler, for computing durations and deadlines.
 *
 * On RxJS's real-time schedulers it reads `performance.now()`; on others (virtual time) it sums the forward
 * steps of their `now()`. In either case, a timer that has fired counts as its full delay: hosts may fire up
 * to 1 ms early, and a scheduler's clock may be set back in the meantime. When {@link MonotonicClock.wait}
 * emits, `now()` has therefore advanced by at least the time waited for.
 */
export class MonotonicClock {
  readonly #scheduler: SchedulerLike;
  readonly #read: () => number;
  #seen: number;
  #elapsed = 0;
  /** Minimum elapsed time, as proven by the timers that have fired. */
  #proven = 0;

  constructor(scheduler: SchedulerLike = asyncScheduler) {
    this.#scheduler = scheduler;
    // Within `TestScheduler.run()`, these schedulers run on virtual time rather than on the host's clock.
    const isReal = wallClocks.includes(scheduler) && Math.abs(scheduler.now() - Date.now()) < 1_000;
    this.#read = isReal ? () => performance.now() : () => scheduler.now();
    this.#seen = this.#read();
  }

  /** Returns the milliseconds since this clock was created. */
  now(): number {
    const seen = this.#read();
    this.#elapsed += Math.max(0, seen - this.#seen);
    this.#seen = seen;
    return Math.max(this.#elapsed, this.#proven);
  }

  /** Emits once when `now()` has advanced by `milliseconds`, then completes. */
  wait(milliseconds: number): Observable<0> {
    return defer(() => {
      const due = this.now() + milliseconds;
      const arrive = () => {
        this.#proven = Math.max(this.#proven, due);
      };
      return wait(milliseconds, this.#scheduler).pipe(tap(arrive));
    });
  }
}
