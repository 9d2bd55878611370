import { jsonConverter } from '../payloads/DataConverter.js';
import { CompiledState } from './compile/CompiledState.js';
import { enterEvent } from './compile/enterEvent.js';
import type { Event } from './events/Event.js';
import type { HistoryFromOptions } from './HistoryFromOptions.js';

/**
 * An immutable list of events that compiles its state when that is first read.
 *
 * A list and those that `concat` derives from it share one growing array. Each reads only its own first
 * `length` events, and copies them once another one has appended to the array. The compiled state moves to the
 * first list that continues this one, so that following an execution costs O(new events). Invariant: the
 * state has exactly the first `#entered` of this list's events. The trap: a list whose state is read after it
 * was continued, or that is continued twice or by older events, has to compile its events again.
 */
export class CompiledEvents {
  readonly length: number;
  readonly #options: HistoryFromOptions;
  /** Shared with the lists that continue this one and append to it. The first `length` are this one's. */
  #shared: Event[];
  #state: CompiledState | undefined;
  /** Number of events entered in the state. */
  #entered = 0;

  constructor(events: Event[], options: HistoryFromOptions) {
    this.length = events.length;
    this.#shared = events;
    this.#options = options;
  }

  /** The events: a copy once another list has appended to the shared ones. */
  get events(): Event[] {
    if (this.#shared.length > this.length) this.#shared = this.#shared.slice(0, this.length);
    return this.#shared;
  }

  /** The state after the events. */
  get state(): CompiledState {
    const { converter = jsonConverter, workflowType } = this.#options;
    this.#state ??= new CompiledState(converter, workflowType);
    if (this.#entered < this.length) {
      const entered = this.#entered;
      this.#entered = this.length;
      const fresh = this.events.slice(entered).sort((a, b) => a.id - b.id);
      for (const event of fresh) enterEvent(this.#state, event);
    }
    return this.#state;
  }

  /** Returns a list of other events, which are read with the same options. */
  with(events: Event[]): CompiledEvents {
    return new CompiledEvents(events, this.#options);
  }

  /** Returns the events followed by those of `added` whose ids are beyond the last one. */
  concat(added: readonly Event[]): CompiledEvents {
    const { events } = this;
    const last = events.at(-1);
    const descending = isDescending(events.length > 1 ? events : added);
    for (const event of added)
      if (last === undefined || (descending ? event.id < last.id : event.id > last.id)) events.push(event);
    const continued = this.with(events);
    // Older events have to be entered first, so that the state of the newer ones is of no use.
    if (!descending) continued.#takeState(this);
    return continued;
  }

  #takeState(from: CompiledEvents): void {
    this.#state = from.#state;
    this.#entered = from.#entered;
    from.#state = undefined;
    from.#entered = 0;
  }
}

function isDescending(events: readonly Event[]): boolean {
  const [first, last] = [events[0], events.at(-1)];
  return first !== undefined && last !== undefined && first.id > last.id;
}
