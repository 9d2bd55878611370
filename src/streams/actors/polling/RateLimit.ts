import { BehaviorSubject, defer, EMPTY, map, mergeMap, type Observable, of, switchMap, take } from 'rxjs';
import type { MonotonicClock } from '../../../requests/index.js';

/** The right to take one task. */
export interface Turn {
  /** Whether a task was taken; if none was, another may be taken in its place. */
  end(taken: boolean): void;
}

/**
 * Lets no more than so many tasks a second through, and after a pause at most those of one second at once. A turn
 * that is out counts as a task until it is known to have brought none, so polls that wait long cause no burst.
 */
export class RateLimit {
  readonly #perSecond: number;
  readonly #clock: MonotonicClock;
  readonly #changed$ = new BehaviorSubject<void>(undefined);
  #tokens: number;
  #countedAt: number;
  #out = 0;

  constructor(perSecond: number, clock: MonotonicClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
    this.#tokens = this.#most;
    this.#countedAt = clock.now();
  }

  get #most(): number {
    return Math.max(1, this.#perSecond);
  }

  /** Emits a turn, which is then taken, as soon as there is one, and completes. */
  turn(): Observable<Turn> {
    return defer(() =>
      this.#changed$.pipe(
        switchMap(() => this.#whenFree()),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  get #isFree(): boolean {
    this.#refill();
    return this.#tokens - this.#out >= 1;
  }

  #refill(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#countedAt) / 1000) * this.#perSecond;
    // Rounding must not make the moment at which a token is due come a little too early.
    this.#tokens = Math.min(this.#most, this.#tokens + gained + 1e-9);
    this.#countedAt = now;
  }

  /** Emits when there is a turn; not at all while only the end of another turn can make one. */
  #whenFree(): Observable<unknown> {
    if (this.#isFree) return of(undefined);
    const missing = 1 - (this.#tokens - this.#out);
    if (this.#tokens + missing > this.#most) return EMPTY;
    const due$ = this.#clock.wait(Math.ceil((missing / this.#perSecond) * 1000));
    // Looks again: another poll may have taken the turn that this one waited for.
    return due$.pipe(mergeMap(() => this.#whenFree()));
  }

  #take(): Turn {
    let isOut = true;
    this.#out += 1;
    return {
      end: taken => {
        if (!isOut) return;
        isOut = false;
        this.#refill();
        this.#out -= 1;
        if (taken) this.#tokens -= 1;
        this.#changed$.next();
      },
    };
  }
}
