import type { History } from '../../../history/index.js';
import { checkOptions } from '../../../requests/index.js';
import { checkCount, LruCache } from '../../../values/index.js';

/** How many histories a decider keeps to continue them. */
export interface CacheOptions {
  /** The most executions. @defaultValue 1 000 */
  readonly executions?: number;
  /** The most events of all of them together. @defaultValue 100 000 */
  readonly events?: number;
}

/** The histories of live runs, with their compiled state: bounded, those go first that nobody asked for longest. */
export class KeptHistories {
  readonly #histories: LruCache<History>;

  constructor(options: CacheOptions = {}) {
    checkOptions('cache', options, { executions: true, events: true });
    const { executions = 1_000, events = 100_000 } = options;
    checkCount('cache.executions', executions, 1);
    checkCount('cache.events', events, 1);
    this.#histories = new LruCache(({ length }) => length, { count: executions, weight: events });
  }

  /** How many there are. */
  get size(): number {
    return this.#histories.size;
  }

  /** How many events they have together. */
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
