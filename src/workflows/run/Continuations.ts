import type { ContinueAsNewWorkflowExecutionOptions } from '../../decisions/index.js';
import type { Amendments } from './Amendments.js';

/** What a workflow asks for when it is to be continued as a new run. */
export interface Continuation {
  /** What the next run is started with, at the moment when this one is left. */
  readonly options: () => ContinueAsNewWorkflowExecutionOptions;
  /** Whether the input was made when the continuation was asked for: it knows nothing of what came later. */
  readonly isFixed: boolean;
  /** Called if SWF refuses it. */
  readonly refused: (cause: string | undefined) => void;
}

/**
 * The continuations that a workflow waits for. Nothing else is waited for by them, so the run is left at the end of
 * the turn; but SWF refuses that where something has happened meanwhile, and then that may take a continuation back.
 */
export class Continuations {
  readonly #amendments: Amendments;
  readonly #pending = new Set<Continuation>();
  #current: Continuation | undefined;

  constructor(amendments: Amendments) {
    this.#amendments = amendments;
  }

  /** The one that counts: the newest, which knows most. */
  get current(): Continuation | undefined {
    return this.#current;
  }

  /** Asks for one. Returns how to take it back. */
  add(continuation: Continuation): () => void {
    this.#pending.add(continuation);
    if (this.#current === undefined || this.#amendments.allow()) this.#current = continuation;
    return () => this.#remove(continuation);
  }

  /** Takes all of them back. */
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
