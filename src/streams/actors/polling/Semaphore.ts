import { BehaviorSubject, defer, filter, map, type Observable, take } from 'rxjs';

/** One permit of a {@link Semaphore}. Releasing it more than once has no effect. */
export interface Permit {
  release(): void;
}

/** Counting semaphore whose number of permits can grow. */
export class Semaphore {
  readonly #available$: BehaviorSubject<number>;

  constructor(permits: number) {
    this.#available$ = new BehaviorSubject(permits);
  }

  /** Acquires a permit as soon as one is available. Emits it and completes. */
  acquire(): Observable<Permit> {
    return defer(() =>
      this.#available$.pipe(
        // Reads the current value, not the emitted one: an earlier observer may have taken the permit already.
        filter(() => this.#available$.value > 0),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  /** Acquires a permit if one is available right now. */
  tryAcquire(): Permit | undefined {
    return this.#available$.value > 0 ? this.#take() : undefined;
  }

  /** Adds permits. */
  add(permits: number): void {
    this.#available$.next(this.#available$.value + permits);
  }

  #take(): Permit {
    let isHeld = true;
    this.add(-1);
    return {
      release: () => {
        if (isHeld) this.add(1);
        isHeld = false;
      },
    };
  }
}
