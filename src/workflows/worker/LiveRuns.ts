import type { History } from '../../history/index.js';
import { checkCount, LruCache } from '../../values/index.js';
import type { Run } from '../replay/Run.js';

/** How many runs a worker keeps alive between their decisions. */
export interface LiveOptions {
  /** The most executions. @defaultValue 1 000 */
  readonly executions?: number;
  /**
   * The most that all of them together hold: a run counts as one, and so does each activity, timer, child or signal
   * that is under way or waits in it. @defaultValue 100 000
   */
  readonly weight?: number;
}

/** Runs between their decisions: bounded by what they hold, those go first that had no decision for longest. */
export class LiveRuns {
  /** By run id. */
  readonly #runs: LruCache<Run>;
  /** Runs that are being decided, by the history that continues them. */
  readonly #taken = new WeakMap<History, Run>();

  /** @param options - `false` where none is to be kept */
  constructor(options: LiveOptions | false = {}) {
    const { executions: count = 1_000, weight = 100_000 } = options || {};
    checkCount('sticky.executions', count, 1);
    checkCount('sticky.weight', weight, 1);
    this.#runs = new LruCache(run => run.weight, { count, weight: options === false ? 0 : weight });
  }

  get size(): number {
    return this.#runs.size;
  }

  /** Takes a run out, for a decision: should that fail, it is not to be used again. */
  take(runId: string): Run | undefined {
    return this.#runs.take(runId);
  }

  keep(runId: string, run: Run): void {
    this.#runs.set(runId, run);
  }

  /** Notes which run a history continues. */
  bind(history: History, run: Run): void {
    this.#taken.set(history, run);
  }

  /** The run that a history continues; `undefined` if it is a whole one. */
  continuedBy(history: History): Run | undefined {
    return this.#taken.get(history);
  }

  clear(): void {
    this.#runs.clear();
  }
}
