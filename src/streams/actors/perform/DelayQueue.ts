import type { SchedulerLike, Subscription } from 'rxjs';
import { longestTimer, MonotonicClock } from '../../../requests/index.js';

interface Entry {
  /** Time by the clock of the queue. */
  readonly due: number;
  readonly callback: () => void;
}

/** Callbacks with the same delay, so that the first one added is the first one due. */
interface Line {
  readonly entries: Set<Entry>;
  timer: Subscription | undefined;
}

/** Tolerance for rounding errors, in milliseconds. */
const tolerance = 1e-3;

const nothing = () => {};

/**
 * Calls back after delays. All callbacks with the same delay share one timer, because nearly all of them are
 * removed long before they are due. Delays are in milliseconds.
 */
export class DelayQueue {
  readonly #scheduler: SchedulerLike;
  readonly #clock: MonotonicClock;
  readonly #lines = new Map<number, Line>();

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
    this.#clock = new MonotonicClock(scheduler);
  }

  /** Adds a callback. Returns a function that removes it. */
  add(delay: number, callback: () => void): () => void {
    if (delay === Number.POSITIVE_INFINITY) return nothing;
    const line = this.#lineOf(delay);
    const entry = { due: this.#clock.now() + delay, callback };
    line.entries.add(entry);
    if (line.timer === undefined) this.#await(line, delay);
    return () => line.entries.delete(entry);
  }

  /** Stops all timers. */
  close(): void {
    for (const { timer } of this.#lines.values()) timer?.unsubscribe();
    this.#lines.clear();
  }

  #lineOf(delay: number): Line {
    const known = this.#lines.get(delay);
    const line = known ?? { entries: new Set(), timer: undefined };
    if (known === undefined) this.#lines.set(delay, line);
    return line;
  }

  #await(line: Line, delay: number): void {
    line.timer = this.#scheduler.schedule(() => this.#serve(line), Math.min(delay, longestTimer));
  }

  /** Calls back what is due. The timer may have been started for an entry that was removed since. */
  #serve(line: Line): void {
    line.timer = undefined;
    for (const entry of line.entries) {
      const left = entry.due - this.#clock.now();
      if (left > tolerance) {
        this.#await(line, left);
        return;
      }
      line.entries.delete(entry);
      entry.callback();
    }
  }
}
