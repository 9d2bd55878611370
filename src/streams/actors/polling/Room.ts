import { BehaviorSubject, defer, filter, map, type Observable, take } from 'rxjs';

/** One place in a {@link Room}. Freeing it twice is freeing it once. */
export interface Place {
  free(): void;
}

/** Room for a number of things at a time: whoever wants in waits for a place, and frees it on leaving. */
export class Room {
  readonly #free$: BehaviorSubject<number>;

  constructor(places: number) {
    this.#free$ = new BehaviorSubject(places);
  }

  /** Emits a place, which is then taken, as soon as there is one, and completes. */
  place(): Observable<Place> {
    return defer(() =>
      this.#free$.pipe(
        // Not the value that is told: whoever was told before may have taken it.
        filter(() => this.#free$.value > 0),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  /** Makes room for more. */
  grow(places: number): void {
    this.#free$.next(this.#free$.value + places);
  }

  /** A place, if there is one at once. */
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
