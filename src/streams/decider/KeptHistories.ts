import { checkCount, type History } from '../../models/index.js';

/** How many histories a decider keeps to continue them. */
export interface CacheOptions {
  /** The most executions. @defaultValue 1 000 */
  readonly executions?: number;
  /** The most events of all of them together. @defaultValue 100 000 */
  readonly events?: number;
}

/** The histories of live runs, with their compiled state: bounded, those go first that nobody asked for longest. */
export class KeptHistories {
  readonly #executions: number;
  readonly #events: number;
  /** By run, the one that was used last at the end. */
  readonly #histories = new Map<string, History>();
  #length = 0;

  constructor({ executions = 1_000, events = 100_000 }: CacheOptions = {}) {
    checkCount('cache.executions', executions, 1);
    checkCount('cache.events', events, 1);
    this.#executions = executions;
    this.#events = events;
  }

  /** How many there are. */
  get size(): number {
    return this.#histories.size;
  }

  /** How many events they have together. */
  get events(): number {
    return this.#length;
  }

  get(runId: string): History | undefined {
    return this.#histories.get(runId);
  }

  keep(runId: string, history: History): void {
    this.drop(runId);
    if (history.length > this.#events) return;
    this.#histories.set(runId, history);
    this.#length += history.length;
    for (const eldest of this.#histories.keys()) {
      if (this.#histories.size <= this.#executions && this.#length <= this.#events) return;
      this.drop(eldest);
    }
  }

  drop(runId: string): void {
    this.#length -= this.#histories.get(runId)?.length ?? 0;
    this.#histories.delete(runId);
  }
}
