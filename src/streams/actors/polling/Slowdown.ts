import { defer, mergeMap, type Observable, of } from 'rxjs';
import { type Backoff, backoffDelay, type MonotonicClock } from '../../../requests/index.js';

/**
 * The wait after faults, shared by all pollers of an actor: what one of them has found out need not be found out by
 * the others. It grows with each round of faults, and is over with the first success.
 */
export class Slowdown {
  readonly #backoff: Backoff;
  readonly #clock: MonotonicClock;
  #attempt = 0;
  /** By the clock, which begins at 0. */
  #until = 0;

  constructor(backoff: Backoff, clock: MonotonicClock) {
    this.#backoff = backoff;
    this.#clock = clock;
  }

  /** Whether polling may go on. */
  get isOver(): boolean {
    return this.#until === 0 || this.#until <= this.#clock.now();
  }

  /** Emits when polling may go on, and completes. */
  over(): Observable<unknown> {
    return defer(() => {
      const left = this.#until - this.#clock.now();
      // Looks again: polls that failed meanwhile may have begun another round.
      return left > 0 ? this.#clock.wait(left).pipe(mergeMap(() => this.over())) : of(undefined);
    });
  }

  /** A poll has failed: how many milliseconds there is no polling now, and whether that is new. */
  failed(): { readonly delay: number; readonly attempt: number; readonly isNew: boolean } {
    const now = this.#clock.now();
    // Polls that were under way when the first of them failed belong to the same round, unless one has succeeded.
    const isNew = this.#until <= now || this.#attempt === 0;
    if (isNew) {
      this.#attempt += 1;
      this.#until = now + backoffDelay(this.#attempt, this.#backoff);
    }
    return { delay: this.#until - now, attempt: this.#attempt, isNew };
  }

  succeeded(): void {
    this.#attempt = 0;
  }
}
