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

/** Schedulers of RxJS whose `now()` is the wall clock, which people and NTP set. */
const wallClocks: readonly SchedulerLike[] = [asyncScheduler, asapScheduler, queueScheduler];

/**
 * The time of a scheduler as something that only moves forward: what durations and deadlines are computed from.
 *
 * On the real schedulers it reads `performance.now()`; on others (virtual time) it adds up the forward steps of their
 * `now()`. A timer that has fired counts as its whole delay in either case: hosts fire up to 1 ms early, and a
 * scheduler's clock may be set back meanwhile, so whoever is woken by {@link MonotonicClock.wait} finds the time passed.
 */
export class MonotonicClock {
  readonly #scheduler: SchedulerLike;
  readonly #read: () => number;
  #seen: number;
  #elapsed = 0;
  /** What the timers that have fired prove to have passed. */
  #proven = 0;

  constructor(scheduler: SchedulerLike = asyncScheduler) {
    this.#scheduler = scheduler;
    // Within `TestScheduler.run()` the real schedulers are virtual ones: their clock is not the host's then.
    const isReal = wallClocks.includes(scheduler) && Math.abs(scheduler.now() - Date.now()) < 1_000;
    this.#read = isReal ? () => performance.now() : () => scheduler.now();
    this.#seen = this.#read();
  }

  /** Milliseconds since this clock was made. */
  now(): number {
    const seen = this.#read();
    this.#elapsed += Math.max(0, seen - this.#seen);
    this.#seen = seen;
    return Math.max(this.#elapsed, this.#proven);
  }

  /** Emits once, when `now()` has grown by `milliseconds`, and completes. */
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
