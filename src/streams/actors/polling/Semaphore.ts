import { Observable } from 'rxjs';

/** One permit of a {@link Semaphore}. Releasing it more than once has no effect. */
export interface Permit {
  release(): void;
}

/** Counting semaphore whose number of permits can grow. Permits are given in the order of requests. */
export class Semaphore {
  // A set of callbacks, as each task may pass through here: a Subject would notify all that wait of each permit.
  readonly #waiting = new Set<(permit: Permit) => void>();
  #available: number;

  constructor(permits: number) {
    this.#available = permits;
  }

  /** Acquires a permit as soon as one is available. Emits it and completes. */
  acquire(): Observable<Permit> {
    return new Observable(subscriber => {
      const receive = (permit: Permit) => {
        subscriber.next(permit);
        subscriber.complete();
      };
      const permit = this.tryAcquire();
      if (permit === undefined) this.#waiting.add(receive);
      else receive(permit);
      return () => this.#waiting.delete(receive);
    });
  }

  /** Acquires a permit if one is available right now. */
  tryAcquire(): Permit | undefined {
    return this.#available > 0 ? this.#take() : undefined;
  }

  /** Adds permits. */
  add(permits: number): void {
    this.#available += permits;
    for (const receive of this.#waiting) {
      if (this.#available <= 0) return;
      this.#waiting.delete(receive);
      receive(this.#take());
    }
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
