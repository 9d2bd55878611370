import { defer, filter, map, type Observable, Subject, startWith, take } from 'rxjs';

/** One permit of a {@link Semaphore}. Releasing it more than once has no effect. */
export interface Permit {
  release(): void;
}

/** Counting semaphore whose number of permits can grow. */
export class Semaphore {
  readonly #added$ = new Subject<void>();
  #available: number;

  constructor(permits: number) {
    this.#available = permits;
  }

  /** Acquires a permit as soon as one is available. Emits it and completes. */
  acquire(): Observable<Permit> {
    return defer(() =>
      this.#added$.pipe(
        startWith(undefined),
        // An earlier observer may have taken the added permit already.
        filter(() => this.#available > 0),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  /** Acquires a permit if one is available right now. */
  tryAcquire(): Permit | undefined {
    return this.#available > 0 ? this.#take() : undefined;
  }

  /** Adds permits. */
  add(permits: number): void {
    this.#available += permits;
    this.#added$.next();
  }

  #take(): Permit {
    let isHeld = true;
    this.#available -= 1;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        this.add(1);
      },
    };
  }
}
