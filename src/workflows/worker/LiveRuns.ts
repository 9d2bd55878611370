import { checkCount, type History } from '../../models/index.js';
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
  readonly #executions: number;
  readonly #most: number;
  /** By run id, the one that was decided last at the end. */
  readonly #runs = new Map<string, { readonly run: Run; readonly weight: number }>();
  /** Runs that are being decided, by the history that continues them. */
  readonly #taken = new WeakMap<History, Run>();
  #weight = 0;

  /** @param options - `false` where none is to be kept */
  constructor(options: LiveOptions | false = {}) {
    const { executions = 1_000, weight = 100_000 } = options || {};
    checkCount('sticky.executions', executions, 1);
    checkCount('sticky.weight', weight, 1);
    this.#executions = executions;
    this.#most = options === false ? 0 : weight;
  }

  get size(): number {
    return this.#runs.size;
  }

  /** Takes a run out, for a decision: should that fail, it is not to be used again. */
  take(runId: string): Run | undefined {
    const kept = this.#runs.get(runId);
    if (kept === undefined) return undefined;
    this.#runs.delete(runId);
    this.#weight -= kept.weight;
    return kept.run;
  }

  keep(runId: string, run: Run): void {
    this.take(runId);
    const { weight } = run;
    // It would drive out all others, and then itself.
    if (weight > this.#most) return;
    this.#runs.set(runId, { run, weight });
    this.#weight += weight;
    for (const eldest of this.#runs.keys()) {
      if (this.#runs.size <= this.#executions && this.#weight <= this.#most) return;
      this.take(eldest);
    }
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
    this.#weight = 0;
  }
}
