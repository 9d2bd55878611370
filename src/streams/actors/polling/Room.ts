import { BehaviorSubject, defer, filter, map, type Observable, take } from 'rxjs';

/** One slot of a {@link Room}. Freeing it more than once has no effect. */
export interface Place {
  free(): void;
}

/** Counting semaphore: acquires wait for a free slot, and the slot is freed after use. */
export class Room {
  readonly #free$: BehaviorSubject<number>;

  constructor(places: number) {
    this.#free$ = new BehaviorSubject(places);
  }

  /** Emits a slot as soon as one is free, and completes. The slot is then taken. */
  place(): Observable<Place> {
    return defer(() =>
      this.#free$.pipe(
        // Reads the current value, not the emitted one: an earlier observer may have taken the slot already.
        filter(() => this.#free$.value > 0),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  /** Adds slots. */
  grow(places: number): void {
    this.#free$.next(this.#free$.value + places);
  }

  /** Returns a slot if one is free right now. */
  take(): Place | undefined {
    return this.#free$.value > 0 ? this.#take() : undefined;
  }

  #take(): Place {
    let taken = true;
    this.#free$.next(this.#free$.value - 1);
    return {
      free: () => {
        if (taken) this.#free$.next(this.#free$.value + 1);
        taken = false;
      },
    };
  }
}
