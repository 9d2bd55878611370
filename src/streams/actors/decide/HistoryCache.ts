import type { History } from '../../../history/index.js';
import { checkOptions } from '../../../requests/index.js';
import { checkCount, LruCache } from '../../../values/index.js';

/** Limits of a decider's history cache. */
export interface HistoryCacheOptions {
  /** Maximum number of executions. @defaultValue 1 000 */
  readonly executions?: number;
  /** Maximum number of events across all executions. @defaultValue 100 000 */
  readonly events?: number;
}

/** LRU cache for the histories of open runs, with their compiled state. */
export class HistoryCache {
  readonly #histories: LruCache<History>;

  constructor(options: HistoryCacheOptions = {}) {
    checkOptions('cache', options, { executions: true, events: true });
    const { executions = 1_000, events = 100_000 } = options;
    checkCount('cache.executions', executions, 1);
    checkCount('cache.events', events, 1);
    this.#histories = new LruCache(({ length }) => length, { count: executions, weight: events });
  }

  /** Number of cached histories. */
  get size(): number {
    return this.#histories.size;
  }

  /** Total number of their events. */
  get events(): number {
    return this.#histories.weight;
  }

  get(runId: string): History | undefined {
    return this.#histories.get(runId);
  }

  keep(runId: string, history: History): void {
    this.#histories.set(runId, history);
  }

  drop(runId: string): void {
    this.#histories.take(runId);
  }
}
