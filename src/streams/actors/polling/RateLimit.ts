import { BehaviorSubject, defer, EMPTY, map, mergeMap, type Observable, of, switchMap, take } from 'rxjs';
import type { MonotonicClock } from '../../../requests/index.js';

/** Token for taking one task. */
export interface Token {
  /** Returns the token, with whether a task was taken. If not, another task may be taken instead. */
  release(isUsed: boolean): void;
}

/**
 * Allows at most `perSecond` tasks per second, with a burst of at most one second's worth after a pause. A
 * token in use counts as a task until its poll is known to have returned none, so long polls cause no burst.
 */
export class RateLimit {
  readonly #perSecond: number;
  readonly #clock: MonotonicClock;
  readonly #changed$ = new BehaviorSubject<void>(undefined);
  #tokens: number;
  #countedAt: number;
  #inUse = 0;

  constructor(perSecond: number, clock: MonotonicClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
    this.#tokens = this.#most;
    this.#countedAt = clock.now();
  }

  get #most(): number {
    return Math.max(1, this.#perSecond);
  }

  /** Acquires a token as soon as one is available. Emits it and completes. */
  acquire(): Observable<Token> {
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
    return this.#tokens - this.#inUse >= 1;
  }

  #refill(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#countedAt) / 1000) * this.#perSecond;
    // Compensates for rounding errors, which could make a token due slightly later than the timer fires.
    this.#tokens = Math.min(this.#most, this.#tokens + gained + 1e-9);
    this.#countedAt = now;
  }

  /**
   * Emits when a token is available. Completes without emitting if only the return of another token can
   * provide one.
   */
  #whenFree(): Observable<unknown> {
    if (this.#isFree) return of(undefined);
    const missing = 1 - (this.#tokens - this.#inUse);
    if (this.#tokens + missing > this.#most) return EMPTY;
    const due$ = this.#clock.wait(Math.ceil((missing / this.#perSecond) * 1000));
    // Checks again, because another poll may have taken the token in the meantime.
    return due$.pipe(mergeMap(() => this.#whenFree()));
  }

  #take(): Token {
    let isInUse = true;
    this.#inUse += 1;
    return {
      release: isUsed => {
        if (!isInUse) return;
        isInUse = false;
        this.#refill();
        this.#inUse -= 1;
        if (isUsed) this.#tokens -= 1;
        this.#changed$.next();
      },
    };
  }
}
