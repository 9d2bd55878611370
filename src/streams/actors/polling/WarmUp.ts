import { concat, EMPTY, ignoreElements, type Observable, Subject, takeUntil, tap } from 'rxjs';
import type { MonotonicClock } from '../../../requests/index.js';
import { Room } from './Room.js';

// SWF takes no task back. Behind `firstValueFrom(actor)` or `take(n)`, what the other polls have brought by then is
// started and in nobody's hands. Nobody can tell how many tasks are wanted, but while tasks wait they come at once. So
// the first poll goes alone, and each task that is delivered doubles the polls: of one task that is wanted none is lost,
// and of a few no more than about as many again. Where no task waits, there is nothing to lose.

/**
 * How long a poll may be under way before no task is taken to wait. The first one may need credentials and a connection,
 * with TLS and to another continent. In milliseconds.
 */
const patience = 1_000;

/** How long the other lists of an actor are not polled at all. In milliseconds. */
const listPatience = 250;

/** The room for polls at the beginning: it grows with the tasks that are delivered. */
export class WarmUp {
  readonly room: Room;
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
    this.room = new Room(this.#size);
  }

  /** Makes room for a poll of each list, and then all the room, when no task has come for a while. Emits nothing. */
  run(): Observable<never> {
    if (this.#size === this.#most) return EMPTY;
    return concat(
      this.#clock.wait(listPatience).pipe(tap(() => this.#growTo(this.#lists))),
      this.#clock.wait(patience - listPatience).pipe(tap(() => this.end())),
    ).pipe(takeUntil(this.#over$), ignoreElements());
  }

  /** A task was delivered, and its receiver is there to take more. */
  delivered(): void {
    this.#delivered += 1;
    this.#growTo(Math.min(this.#most, 2 ** this.#delivered));
  }

  /** No task waits. */
  end(): void {
    this.#growTo(this.#most);
  }

  #growTo(size: number): void {
    if (size <= this.#size) return;
    const more = size - this.#size;
    this.#size = size;
    this.room.grow(more);
    if (size === this.#most) this.#over$.next();
  }
}
