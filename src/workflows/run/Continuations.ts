import type { ContinueAsNewWorkflowExecutionOptions } from '../../decisions/index.js';
import type { Amendments } from './Amendments.js';

/** A request of the workflow to be continued as a new run. */
export interface Continuation {
  /** Returns the start options of the next run, when this run is closed. */
  readonly options: () => ContinueAsNewWorkflowExecutionOptions;
  /**
   * Indicates whether the input was fixed when the continuation was requested, and so ignores later events.
   */
  readonly isFixed: boolean;
  /** Called if SWF refuses it. */
  readonly refused: (cause: string | undefined) => void;
}

/**
 * The continuations that a workflow waits for. The run is closed at the end of the turn. If something has
 * happened in the meantime, SWF refuses to close it, and the new events may withdraw a continuation.
 */
export class Continuations {
  readonly #amendments: Amendments;
  readonly #pending = new Set<Continuation>();
  #current: Continuation | undefined;

  constructor(amendments: Amendments) {
    this.#amendments = amendments;
  }

  /** The effective continuation: the newest one, which has the latest state. */
  get current(): Continuation | undefined {
    return this.#current;
  }

  /** Adds a continuation. Returns a function that withdraws it. */
  add(continuation: Continuation): () => void {
    this.#pending.add(continuation);
    if (this.#current === undefined || this.#amendments.allow()) this.#current = continuation;
    return () => this.#remove(continuation);
  }

  /** Withdraws all continuations. */
  clear(): readonly Continuation[] {
    const all = [...this.#pending];
    this.#pending.clear();
    this.#current = undefined;
    return all;
  }

  #remove(continuation: Continuation): void {
    if (!this.#pending.has(continuation) || !this.#amendments.allow()) return;
    this.#pending.delete(continuation);
    this.#current = [...this.#pending].at(-1);
  }
}
