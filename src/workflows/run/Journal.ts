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

/** What a workflow says in a turn beside its commands: lines of its log, and the context that it shows. */
export class Journal {
  readonly #converter: DataConverter;
  readonly #exposed = new Map<string, () => unknown>();
  #isReplaying = false;
  #lines: Line[] = [];
  #late: Event[] = [];
  /** Whether the workflow says itself what is shown, and has begun to. */
  #isSaid = false;
  #context: { readonly value: unknown } | undefined;

  constructor(converter: DataConverter) {
    this.#converter = converter;
  }

  /** What is said from now on is said in another turn. */
  begin(isReplaying: boolean): void {
    this.#isReplaying = isReplaying;
    this.#lines = [];
    this.#late = [];
    this.#context = undefined;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Signals that came when the pipeline had ended. */
  get lateSignals(): readonly Event[] {
    return this.#late;
  }

  /** What is to be shown from this turn on; of a run that closes, only what the workflow said it should. */
  context(isClosing: boolean): { readonly executionContext?: unknown } {
    const context = this.#context;
    if (context === undefined) return {};
    const isShown = this.#isSaid || (!isClosing && this.#fits(context.value));
    return isShown ? { executionContext: context.value } : {};
  }

  /** The value behind a key, now. */
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

  /** Shows a value. Throws `InvalidArgumentError` for one that SWF would not take. */
  show(value: unknown): void {
    toPayload(this.#converter, 'executionContext', value);
    this.#isSaid = true;
    this.#context = { value };
  }

  /** Shows what the pipeline has emitted, if it is no larger than SWF takes, and nothing else was ever to be shown. */
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
