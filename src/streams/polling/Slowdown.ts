import { defer, type Observable, of, type SchedulerLike, timer } from 'rxjs';
import { type Backoff, backoffDelay } from '../../requests/index.js';

/**
 * The wait after faults, shared by all pollers of an actor: what one of them has found out need not be found out by
 * the others. It grows with each round of faults, and is over with the first success.
 */
export class Slowdown {
  readonly #backoff: Backoff;
  readonly #scheduler: SchedulerLike;
  #attempt = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(backoff: Backoff, scheduler: SchedulerLike) {
    this.#backoff = backoff;
    this.#scheduler = scheduler;
  }

  /** Which round of faults this is; 0 when all is well. */
  get attempt(): number {
    return this.#attempt;
  }

  /** Whether polling may go on. */
  get isOver(): boolean {
    return this.#until <= this.#scheduler.now();
  }

  /** Emits when polling may go on, and completes. */
  over(): Observable<unknown> {
    return defer(() => {
      const wait = this.#until - this.#scheduler.now();
      return wait > 0 ? timer(wait, this.#scheduler) : of(undefined);
    });
  }

  /** A poll has failed. How many milliseconds there is no polling now. */
  failed(): number {
    const now = this.#scheduler.now();
    // Polls that were under way when the first of them failed belong to the same round, unless one has succeeded.
    if (this.#until <= now || this.#attempt === 0) {
      this.#attempt += 1;
      this.#until = now + backoffDelay(this.#attempt, this.#backoff);
    }
    return this.#until - now;
  }

  succeeded(): void {
    this.#attempt = 0;
  }
}
