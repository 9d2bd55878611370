import type { Event } from '../../history/index.js';
import { type DataConverter, toPayload } from '../../payloads/index.js';
import { InvalidArgumentError, isInstance } from '../../requests/index.js';
import type { Level } from '../../streams/actors/events/Logger.js';

/** A line for the worker's logger. */
export interface Line {
  readonly level: Level;
  readonly details: object;
  readonly message: string;
}

/** The output of a workflow in a turn in addition to its commands: log lines, and the execution context. */
export class Journal {
  readonly #converter: DataConverter;
  readonly #exposed = new Map<string, () => unknown>();
  #isReplaying = false;
  #lines: Line[] = [];
  #late: Event[] = [];
  /** Indicates whether the workflow sets the context itself and has started to do so. */
  #isSaid = false;
  #context: { readonly value: unknown } | undefined;

  constructor(converter: DataConverter) {
    this.#converter = converter;
  }

  /** Begins a new turn. */
  begin(isReplaying: boolean): void {
    this.#isReplaying = isReplaying;
    this.#lines = [];
    this.#late = [];
    this.#context = undefined;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Signals that came after the pipeline had ended. */
  get lateSignals(): readonly Event[] {
    return this.#late;
  }

  /**
   * Returns the context to show from this turn on; for a run that closes, only one that the workflow set
   * itself.
   */
  context(isClosing: boolean): { readonly executionContext?: unknown } {
    const context = this.#context;
    if (context === undefined) return {};
    const isShown = this.#isSaid || (!isClosing && this.#fits(context.value));
    return isShown ? { executionContext: context.value } : {};
  }

  /** The names of the keys that have a value. */
  get exposed(): Iterable<string> {
    return this.#exposed.keys();
  }

  /** Returns the current value of a key. */
  read(name: string): unknown {
    return this.#exposed.get(name)?.();
  }

  expose(name: string, read: () => unknown): void {
    this.#exposed.set(name, read);
  }

  log(line: Line): void {
    if (!this.#isReplaying) this.#lines.push(line);
  }

  late(event: Event): void {
    this.#late.push(event);
  }

  /** Sets the context. Throws `InvalidArgumentError` for a value that SWF would reject. */
  show(value: unknown): void {
    toPayload(this.#converter, 'executionContext', value);
    this.#isSaid = true;
    this.#context = { value };
  }

  /**
   * Shows a value of the pipeline, if it is within SWF's limit and the workflow never set the context itself.
   */
  emitted(value: unknown): void {
    if (this.#isReplaying || this.#isSaid || value === undefined) return;
    this.#context = { value };
  }

  #fits(value: unknown): boolean {
    try {
      toPayload(this.#converter, 'executionContext', value);
      return true;
    } catch (error) {
      if (isInstance(error, InvalidArgumentError)) return false;
      throw error;
    }
  }
}
