import { concat, EMPTY, ignoreElements, type Observable, Subject, takeUntil, tap } from 'rxjs';
import type { MonotonicClock } from '../../../requests/index.js';
import { Semaphore } from './Semaphore.js';

// SWF cannot take a task back. When `firstValueFrom(actor)` or `take(n)` unsubscribes, tasks that other polls
// have received by then are started but lost. The number of wanted tasks is unknown, but waiting tasks arrive
// immediately. So the first poll goes out alone, and each delivered task doubles the number of polls: if one
// task is wanted, none is lost, and if n are wanted, at most about n more. If no task is waiting, nothing can
// be lost.

/**
 * Duration of a poll after which no task is assumed to be waiting, in milliseconds. The first poll may have
 * to fetch credentials and open a TLS connection to another continent.
 */
const quietAfter = 1_000;

/** Delay before the other lists of an actor are polled, in milliseconds. */
const listsAfter = 250;

/** The poll permits during the ramp-up: their number grows as tasks are delivered. */
export class WarmUp {
  readonly permits: Semaphore;
  readonly #lists: number;
  readonly #most: number;
  readonly #clock: MonotonicClock;
  readonly #over$ = new Subject<void>();
  #size: number;
  #delivered = 0;

  constructor(lists: number, pollers: number, clock: MonotonicClock, isGradual: boolean) {
    this.#lists = lists;
    this.#most = pollers;
    this.#clock = clock;
    this.#size = isGradual ? 1 : pollers;
    this.permits = new Semaphore(this.#size);
  }

  /** Allows one poll per list, and later all polls, if no task arrives for a while. Emits nothing. */
  run(): Observable<never> {
    if (this.#size === this.#most) return EMPTY;
    return concat(
      this.#clock.wait(listsAfter).pipe(tap(() => this.#growTo(this.#lists))),
      this.#clock.wait(quietAfter - listsAfter).pipe(tap(() => this.end())),
    ).pipe(takeUntil(this.#over$), ignoreElements());
  }

  /** Records that a task was delivered to a subscriber that is ready for more. */
  delivered(): void {
    this.#delivered += 1;
    this.#growTo(Math.min(this.#most, 2 ** this.#delivered));
  }

  /** Ends the ramp-up because no task is waiting. */
  end(): void {
    this.#growTo(this.#most);
  }

  #growTo(size: number): void {
    if (size <= this.#size) return;
    const more = size - this.#size;
    this.#size = size;
    this.permits.add(more);
    if (size === this.#most) this.#over$.next();
  }
}
