import { BehaviorSubject, defer, filter, map, type Observable, take } from 'rxjs';
import type { Token } from './RateLimit.js';

/**
 * Allows polls only while a loop waits for a task. One waiting step is one poll for each list, because a poll of
 * an empty list would otherwise hide the tasks of the others for a minute.
 */
export class Demand {
  readonly #lists: number;
  readonly #changed$ = new BehaviorSubject<void>(undefined);
  /** Steps of the loop that no task was received for; negative if tasks wait for the loop. */
  #wanted = 0;
  #polls = 0;

  constructor(lists: number) {
    this.#lists = lists;
  }

  /** Records that the loop waits for one more task. */
  add(): void {
    this.#wanted += 1;
    this.#changed$.next();
  }

  /** Acquires the right to poll as soon as a task is wanted. Emits a token and completes. */
  acquire(): Observable<Token> {
    return defer(() =>
      this.#changed$.pipe(
        filter(() => this.#wanted > 0 && this.#polls < Math.max(this.#wanted, this.#lists)),
        take(1),
        map(() => this.#take()),
      ),
    );
  }

  #take(): Token {
    let isInUse = true;
    this.#polls += 1;
    return {
      release: isUsed => {
        if (!isInUse) return;
        isInUse = false;
        this.#polls -= 1;
        if (isUsed) this.#wanted -= 1;
        this.#changed$.next();
      },
    };
  }
}
