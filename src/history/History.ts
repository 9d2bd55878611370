import { jsonConverter } from '../payloads/index.js';
import { CompiledState } from './CompiledState.js';
import type { Activities } from './collections/Activities.js';
import type { ChildExecutions } from './collections/ChildExecutions.js';
import type { DecisionTurns } from './collections/DecisionTurns.js';
import type { ExternalCancels } from './collections/ExternalCancels.js';
import type { ExternalSignals } from './collections/ExternalSignals.js';
import type { LambdaFunctions } from './collections/LambdaFunctions.js';
import type { Markers } from './collections/Markers.js';
import type { Signals } from './collections/Signals.js';
import type { Timers } from './collections/Timers.js';
import { enterEvent } from './compile/enterEvent.js';
import type { FailedDecision } from './compile/FailedDecision.js';
import { Ledger } from './compile/Ledger.js';
import { checkEventFilter, type EventFilter, type Matching, matches } from './EventFilter.js';
import type { Execution } from './entities/Execution.js';
import type { Event, EventSubject, HistoryEventLike } from './events/Event.js';
import { toEvent } from './events/toEvent.js';
import { checkReading, type ReadingOptions } from './ReadingOptions.js';

/** The events of a history, by what they are about. */
export type EventsBySubject = {
  readonly [S in EventSubject]?: readonly Extract<Event, { readonly type: S }>[];
};

/**
 * The history of an execution, or a part of it: an immutable list of its events, and the state that they add up
 * to. Reading the state compiles the events once.
 *
 * @example
 * ```ts
 * import { History, completeWorkflowExecution, scheduleActivityTask } from 'rx-swf';
 *
 * export const decideNext = (history: History) =>
 *   history.activities.completed.length > 0
 *     ? completeWorkflowExecution({ result: history.activities.get('1')?.result })
 *     : scheduleActivityTask({
 *         activityType: { name: 'Resize', version: '1' },
 *         activityId: '1',
 *         input: history.input,
 *       });
 * ```
 */
export class History implements Iterable<Event> {
  /** Shared with the histories that continue this one, which add to it: this one's are the first `length`. */
  #shared: Event[];
  readonly #length: number;
  readonly #options: ReadingOptions;
  readonly #compiled: CompiledState;
  /** Handed on by `concat` to the history that continues this one, and made anew if it is asked for again. */
  #ledger: Ledger | undefined;
  /** How many of the events the ledger has. */
  #entered: number;
  #cutBefore: Event | undefined;

  private constructor(events: Event[], options: ReadingOptions, ledger?: Ledger, entered = 0) {
    this.#shared = events;
    this.#length = events.length;
    this.#options = options;
    this.#ledger = ledger;
    this.#entered = entered;
    this.#compiled = new CompiledState(() => this.#enterAll());
    Object.freeze(this);
  }

  /**
   * The history of events as the SDK gives them, in either order, or as the AWS CLI prints them: `events` may be
   * the whole parsed output of `aws swf get-workflow-execution-history`, or of `JSON.stringify(history)`.
   *
   * @throws `InvalidArgumentError` when something in it is not an event
   */
  static from(
    events: Iterable<HistoryEventLike> | { readonly events?: Iterable<HistoryEventLike> | undefined },
    options: ReadingOptions = {},
  ): History {
    checkReading('History.from()', options);
    const list = Symbol.iterator in events ? events : (events.events ?? []);
    return new History(Array.from(list, toEvent), options);
  }

  get length(): number {
    return this.#length;
  }

  /** The event at a position; a negative one counts from the end. */
  at(index: number): Event | undefined {
    return this.#events.at(index);
  }

  /** The event of an id. */
  get(eventId: number): Event | undefined {
    const first = this.#events[0];
    if (first === undefined) return undefined;
    const guess = this.#events[Math.abs(eventId - first.id)];
    return guess?.id === eventId ? guess : this.#events.find(({ id }) => id === eventId);
  }

  get first(): Event | undefined {
    return this.#events[0];
  }

  get last(): Event | undefined {
    return this.#events.at(-1);
  }

  /** The last `n` events. */
  latest(n: number): History {
    return this.slice(Math.max(0, this.length - n));
  }

  /** The events from one position to before another, as of an array. */
  slice(start?: number, end?: number): History {
    const part = new History(this.#events.slice(start, end), this.#options);
    const latest = Math.max(part.first?.id ?? 0, part.last?.id ?? 0);
    part.#cutBefore = this.get(latest + 1) ?? this.#cutBefore;
    return part;
  }

  /** @internal The event that follows the latest one where this history was made by {@link slice}. */
  get cutBefore(): Event | undefined {
    return this.#cutBefore;
  }

  /** The same events in reverse order, and so the same state. */
  get reversed(): History {
    const reversed = new History(this.#events.toReversed(), this.#options);
    reversed.#cutBefore = this.#cutBefore;
    return reversed;
  }

  /**
   * The events that fit.
   *
   * @example
   * ```ts
   * import { History } from 'rx-swf';
   *
   * export const results = (history: History) =>
   *   history.filter({ type: 'ActivityTask', state: 'completed' }).map(({ attributes }) => attributes.result);
   * ```
   */
  filter<const F extends EventFilter>(filter: F): readonly Matching<F>[];
  filter<E extends Event>(predicate: (event: Event, index: number) => event is E): readonly E[];
  filter(predicate: (event: Event, index: number) => boolean): readonly Event[];
  filter(wanted: EventFilter | ((event: Event, index: number) => boolean)): readonly Event[] {
    if (typeof wanted !== 'function') checkEventFilter(wanted);
    const predicate = typeof wanted === 'function' ? wanted : (event: Event) => matches(event, wanted);
    return Object.freeze(this.#events.filter(predicate));
  }

  /** The events by what they are about: `history.distinct.Timer`. */
  get distinct(): EventsBySubject {
    const groups: Partial<Record<EventSubject, Event[]>> = {};
    for (const event of this.#events) {
      const group = groups[event.type] ?? [];
      groups[event.type] = group;
      group.push(event);
    }
    for (const group of Object.values(groups)) Object.freeze(group);
    return Object.freeze(groups) as EventsBySubject;
  }

  /**
   * This history and the events after it. Those that it has already, i.e. whose ids are not beyond its last, are
   * left out, so that pages may overlap.
   *
   * The state is carried on, not compiled again: it costs no more than the new events. It is handed on, so that a
   * history which is continued twice, or read after it was continued, is compiled once more for that.
   */
  concat(events: Iterable<Event | HistoryEventLike>): History {
    const added = Array.from(events, event => ('eventType' in event ? toEvent(event) : event));
    const { last } = this;
    const descending = isDescending(this.length > 1 ? this.#events : added);
    const fresh =
      last === undefined ? added : added.filter(({ id }) => (descending ? id < last.id : id > last.id));
    const { ledger, entered } = this.#handOn(descending);
    const list = this.#events;
    for (const event of fresh) list.push(event);
    return new History(list, this.#options, ledger, entered);
  }

  /** The state that the events add up to. */
  get compiled(): CompiledState {
    return this.#compiled;
  }

  get activities(): Activities {
    return this.#compiled.activities;
  }

  get timers(): Timers {
    return this.#compiled.timers;
  }

  get childExecutions(): ChildExecutions {
    return this.#compiled.childExecutions;
  }

  /** The signals that the execution got. */
  get signals(): Signals {
    return this.#compiled.signals;
  }

  /** The signals that the execution sends. */
  get externalSignals(): ExternalSignals {
    return this.#compiled.externalSignals;
  }

  /** The cancel requests that the execution sends. */
  get externalCancels(): ExternalCancels {
    return this.#compiled.externalCancels;
  }

  get markers(): Markers {
    return this.#compiled.markers;
  }

  get lambdaFunctions(): LambdaFunctions {
    return this.#compiled.lambdaFunctions;
  }

  /** The turns of the decider. */
  get decisions(): DecisionTurns {
    return this.#compiled.decisions;
  }

  /** The decisions that SWF could not carry out, as the events that tell so. */
  get failedDecisions(): readonly FailedDecision[] {
    return this.#compiled.failedDecisions;
  }

  /** The execution itself: open or closed, its type, its result. */
  get execution(): Execution {
    return this.#compiled.execution;
  }

  /** The input that the execution was started with. */
  get input(): unknown {
    return this.execution.input;
  }

  /** Whether anybody has asked the execution to cancel itself. */
  get cancelRequested(): boolean {
    return this.execution.cancelRequested;
  }

  /** Whether the execution is closed. */
  get finished(): boolean {
    return !this.execution.isOpen;
  }

  /** The highest event id; 0 when there is no event. */
  get lastEventId(): number {
    return this.#compiled.lastEventId;
  }

  [Symbol.iterator](): Iterator<Event> {
    // Not of the shared ones, which may become more while somebody walks them.
    return this.#events.slice()[Symbol.iterator]();
  }

  /** `History(15 events, COMPLETED)` */
  toString(): string {
    return `History(${this.length} events, ${this.execution.closeStatus ?? 'OPEN'})`;
  }

  /** The events as they came, in the form that {@link History.from} takes. */
  toJSON(): { readonly events: readonly HistoryEventLike[] } {
    return { events: this.#events.map(({ raw }) => raw) };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const shown = this.#events.slice(-10).map(event => `  ${event}`);
    const more = this.length > shown.length ? [`  … ${this.length - shown.length} before`] : [];
    return [`${this}`, ...more, ...shown].join('\n');
  }

  /** This history's own events: once another one has added to the shared ones, a copy. */
  get #events(): Event[] {
    if (this.#shared.length > this.length) this.#shared = this.#shared.slice(0, this.length);
    return this.#shared;
  }

  /** Gives the compiled state away, unless what comes is older and must be entered first. */
  #handOn(descending: boolean): { ledger: Ledger | undefined; entered: number } {
    if (descending) return { ledger: undefined, entered: 0 };
    const handed = { ledger: this.#ledger, entered: this.#entered };
    this.#ledger = undefined;
    this.#entered = 0;
    return handed;
  }

  #enterAll(): Ledger {
    const { converter = jsonConverter, workflowType } = this.#options;
    this.#ledger ??= new Ledger(converter, workflowType);
    if (this.#entered < this.length) {
      const events = this.#events.slice(this.#entered).sort((a, b) => a.id - b.id);
      this.#entered = this.length;
      for (const event of events) enterEvent(this.#ledger, event);
    }
    return this.#ledger;
  }
}

function isDescending(events: readonly Event[]): boolean {
  const [first, last] = [events[0], events.at(-1)];
  return first !== undefined && last !== undefined && first.id > last.id;
}
