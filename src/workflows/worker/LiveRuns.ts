import type { History } from '../../history/index.js';
import { checkCount, LruCache } from '../../values/index.js';
import type { Run } from '../replay/Run.js';

/** Limits for the runs that a worker keeps in memory between decisions. */
export interface LiveOptions {
  /** The maximum number of executions. @defaultValue 1 000 */
  readonly executions?: number;
  /**
   * The maximum total weight. A run counts as one, and so does each activity, timer, child or signal that is
   * open or waiting in it. @defaultValue 100 000
   */
  readonly weight?: number;
}

/** LRU cache of runs between their decisions, limited by number and total weight. */
export class LiveRuns {
  /** By run id. */
  readonly #runs: LruCache<Run>;
  /** Runs that are being decided, by the history that continues them. */
  readonly #taken = new WeakMap<History, Run>();

  /** @param options - `false` to keep none */
  constructor(options: LiveOptions | false = {}) {
    const { executions: count = 1_000, weight = 100_000 } = options || {};
    checkCount('sticky.executions', count, 1);
    checkCount('sticky.weight', weight, 1);
    this.#runs = new LruCache(run => run.weight, { count, weight: options === false ? 0 : weight });
  }

  get size(): number {
    return this.#runs.size;
  }

  /** Takes a run out for a decision: if the decision fails, the run must not be used again. */
  take(runId: string): Run | undefined {
    return this.#runs.take(runId);
  }

  keep(runId: string, run: Run): void {
    this.#runs.set(runId, run);
  }

  /** Records which run a history continues. */
  bind(history: History, run: Run): void {
    this.#taken.set(history, run);
  }

  /** Returns the run that a history continues; `undefined` for a complete history. */
  continuedBy(history: History): Run | undefined {
    return this.#taken.get(history);
  }

  clear(): void {
    this.#runs.clear();
  }
}
