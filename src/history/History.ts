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

/** Events of a history, grouped by subject. */
export type EventsBySubject = {
  readonly [S in EventSubject]?: readonly Extract<Event, { readonly type: S }>[];
};

/**
 * The history of an execution, or a part of it: an immutable list of events, and the state compiled from
 * them. The events are compiled once, when the state is first read.
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
  // A history and those that `concat` derives from it share one growing array. Each reads only its own first
  // `length` events, and copies them once another one has appended to the array. The ledger (the compiled
  // state) moves to the first history that continues this one, so that following an execution costs O(new
  // events). Invariant: the ledger has exactly the first `#entered` of this history's events. The trap: a
  // history that is read after it was continued, continued twice, or continued by older events has to compile
  // its events again.

  /** Shared with the histories that continue this one and append to it. The first `length` are this one's. */
  #shared: Event[];
  readonly #length: number;
  readonly #options: ReadingOptions;
  readonly #compiled: CompiledState;
  /** Moved by `concat` to the history that continues this one; recreated if it is needed here again. */
  #ledger: Ledger | undefined;
  /** Number of events entered in the ledger. */
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
   * Creates a history from events of the SDK, in either order, or from those that the AWS CLI prints.
   * `events` may be the parsed output of `aws swf get-workflow-execution-history` or of
   * `JSON.stringify(history)`.
   *
   * @throws `InvalidArgumentError` if an item is not an event
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

  /** Returns the event at an index; negative indexes count from the end. */
  at(index: number): Event | undefined {
    return this.#events.at(index);
  }

  /** Returns the event with an id. */
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

  /** Returns the last `n` events. */
  latest(n: number): History {
    return this.slice(Math.max(0, this.length - n));
  }

  /** Returns the events from `start` up to but not including `end`, like `Array.prototype.slice()`. */
  slice(start?: number, end?: number): History {
    const part = new History(this.#events.slice(start, end), this.#options);
    const latest = Math.max(part.first?.id ?? 0, part.last?.id ?? 0);
    part.#cutBefore = this.get(latest + 1) ?? this.#cutBefore;
    return part;
  }

  /** @internal The event that follows the latest one, if this history was created by {@link slice}. */
  get cutBefore(): Event | undefined {
    return this.#cutBefore;
  }

  /** The same events in reverse order, with the same state. */
  get reversed(): History {
    const reversed = new History(this.#events.toReversed(), this.#options);
    reversed.#cutBefore = this.#cutBefore;
    return reversed;
  }

  /**
   * Returns the events that match a filter or a predicate.
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

  /** The events grouped by subject: `history.distinct.Timer`. */
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
   * Returns this history followed by more events. Events that it already has, i.e. whose ids are not beyond
   * the last one, are skipped, so pages may overlap.
   *
   * The compiled state moves to the new history, so that only the new events are compiled. Continuing a
   * history twice, or reading its state after continuing it, compiles its events again.
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

  /** The state compiled from the events. */
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

  /** The signals that the execution received. */
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

  /** The decider's turns, one per decision task. */
  get decisions(): DecisionTurns {
    return this.#compiled.decisions;
  }

  /** The events of decisions that SWF could not execute. */
  get failedDecisions(): readonly FailedDecision[] {
    return this.#compiled.failedDecisions;
  }

  /** The execution itself: its status, type and result. */
  get execution(): Execution {
    return this.#compiled.execution;
  }

  /** The input that the execution was started with. */
  get input(): unknown {
    return this.execution.input;
  }

  /** `true` if cancellation of the execution has been requested. */
  get cancelRequested(): boolean {
    return this.execution.cancelRequested;
  }

  /** `true` if the execution is closed. */
  get finished(): boolean {
    return !this.execution.isOpen;
  }

  /** The highest event id; 0 if there are no events. */
  get lastEventId(): number {
    return this.#compiled.lastEventId;
  }

  [Symbol.iterator](): Iterator<Event> {
    // Copied, because the shared array may grow during the iteration.
    return this.#events.slice()[Symbol.iterator]();
  }

  /** `History(15 events, COMPLETED)` */
  toString(): string {
    return `History(${this.length} events, ${this.execution.closeStatus ?? 'OPEN'})`;
  }

  /** Returns the original events in a form that {@link History.from} accepts. */
  toJSON(): { readonly events: readonly HistoryEventLike[] } {
    return { events: this.#events.map(({ raw }) => raw) };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const shown = this.#events.slice(-10).map(event => `  ${event}`);
    const more = this.length > shown.length ? [`  … ${this.length - shown.length} before`] : [];
    return [`${this}`, ...more, ...shown].join('\n');
  }

  /** This history's own events: a copy once another history has appended to the shared ones. */
  get #events(): Event[] {
    if (this.#shared.length > this.length) this.#shared = this.#shared.slice(0, this.length);
    return this.#shared;
  }

  /** Releases the compiled state, unless the new events are older and must be entered first. */
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
