import { defer, mergeMap, type Observable, of } from 'rxjs';
import { type Backoff, backoffDelay, type MonotonicClock } from '../../../requests/index.js';

/**
 * The backoff after transient errors, shared by all pollers of an actor, so that an outage found by one
 * doesn't have to be rediscovered by the others. The delay grows with each round of errors and resets on the
 * first success.
 */
export class SharedBackoff {
  readonly #backoff: Backoff;
  readonly #clock: MonotonicClock;
  #attempt = 0;
  /** End of the current delay by the clock, which starts at 0. */
  #until = 0;

  constructor(backoff: Backoff, clock: MonotonicClock) {
    this.#backoff = backoff;
    this.#clock = clock;
  }

  /** Whether polling may continue. */
  get isOver(): boolean {
    return this.#until === 0 || this.#until <= this.#clock.now();
  }

  /** Emits when polling may continue, and completes. */
  over(): Observable<unknown> {
    return defer(() => {
      const left = this.#until - this.#clock.now();
      // Checks again, because other polls may have failed in the meantime and started another round.
      return left > 0 ? this.#clock.wait(left).pipe(mergeMap(() => this.over())) : of(undefined);
    });
  }

  /**
   * Records a failed poll. Returns the remaining delay in milliseconds, the attempt, and whether the round is
   * new.
   */
  failed(): { readonly delay: number; readonly attempt: number; readonly isNew: boolean } {
    const now = this.#clock.now();
    // Polls that were in flight when the first one failed belong to the same round, unless one has succeeded
    // since.
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
