import { checkCount, LruCache } from '../../values/index.js';
import type { Run } from '../replay/Run.js';
import type { StickyOptions } from './StickyOptions.js';

/** LRU cache of runs between their decisions, limited by number and total weight. */
export class RunCache {
  /** By run id. */
  readonly #runs: LruCache<Run>;

  /** @param options - `false` to keep none */
  constructor(options: StickyOptions | false = {}) {
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

  clear(): void {
    this.#runs.clear();
  }
}
