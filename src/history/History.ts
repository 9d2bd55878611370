import { checkOptions } from '../requests/checks/checkOptions.js';
import { CompiledEvents } from './CompiledEvents.js';
import { Activities } from './collections/Activities.js';
import { ChildExecutions } from './collections/ChildExecutions.js';
import { DecisionTurns } from './collections/DecisionTurns.js';
import { ExternalCancels } from './collections/ExternalCancels.js';
import { ExternalSignals } from './collections/ExternalSignals.js';
import { LambdaFunctions } from './collections/LambdaFunctions.js';
import { Markers } from './collections/Markers.js';
import { Signals } from './collections/Signals.js';
import { Timers } from './collections/Timers.js';
import type { FailedDecision } from './compile/FailedDecision.js';
import type { HistoryProblem } from './compile/HistoryProblem.js';
import { checkEventFilter, type EventFilter, type MatchingEvent, matches } from './EventFilter.js';
import type { Execution } from './entities/Execution.js';
import type { Event, EventSubject, HistoryEventLike } from './events/Event.js';
import { isEvent, toEvent } from './events/toEvent.js';
import type { HistoryFromOptions } from './HistoryFromOptions.js';

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
  readonly #compiled: CompiledEvents;
  #cutBefore: Event | undefined;

  private constructor(compiled: CompiledEvents) {
    this.#compiled = compiled;
    Object.freeze(this);
  }

  /**
   * Creates a history from events of the SDK, in either order, or from those that the AWS CLI prints.
   * `events` may be the parsed output of `aws swf get-workflow-execution-history` or of
   * `JSON.stringify(history)`. Items that are an {@link Event} already are taken as they are.
   *
   * @throws `InvalidArgumentError` if an item is not an event
   */
  static from(
    events: Iterable<Event | HistoryEventLike> | { readonly events?: Iterable<HistoryEventLike> | undefined },
    options: HistoryFromOptions = {},
  ): History {
    checkOptions('History.from()', options, { converter: true, workflowType: true });
    const list = Symbol.iterator in events ? events : (events.events ?? []);
    return new History(new CompiledEvents(toEvents(list), options));
  }

  get length(): number {
    return this.#compiled.length;
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
    const part = new History(this.#compiled.with(this.#events.slice(start, end)));
    part.#cutBefore = this.get(part.lastEventId + 1) ?? this.#cutBefore;
    return part;
  }

  /** @internal The event that follows the latest one, if this history was created by {@link slice}. */
  get cutBefore(): Event | undefined {
    return this.#cutBefore;
  }

  /** The same events in reverse order, with the same state. */
  get reversed(): History {
    const reversed = new History(this.#compiled.with(this.#events.toReversed()));
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
  filter<const F extends EventFilter>(filter: F): readonly MatchingEvent<F>[];
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
    return new History(this.#compiled.concat(toEvents(events)));
  }

  get activities(): Activities {
    return new Activities(() => this.#compiled.state.activities);
  }

  get timers(): Timers {
    return new Timers(() => this.#compiled.state.timers);
  }

  get childExecutions(): ChildExecutions {
    return new ChildExecutions(() => this.#compiled.state.childExecutions);
  }

  /** The signals that the execution received. */
  get signals(): Signals {
    return new Signals(() => this.#compiled.state.signals);
  }

  /** The signals that the execution sends. */
  get externalSignals(): ExternalSignals {
    return new ExternalSignals(() => this.#compiled.state.externalSignals);
  }

  /** The cancel requests that the execution sends. */
  get externalCancels(): ExternalCancels {
    return new ExternalCancels(() => this.#compiled.state.externalCancels);
  }

  get markers(): Markers {
    return new Markers(() => this.#compiled.state.markers);
  }

  get lambdaFunctions(): LambdaFunctions {
    return new LambdaFunctions(() => this.#compiled.state.lambdaFunctions);
  }

  /** The decider's turns, one per decision task. */
  get decisions(): DecisionTurns {
    return new DecisionTurns(() => this.#compiled.state.decisions);
  }

  /** The events of decisions that SWF could not execute. */
  get failedDecisions(): readonly FailedDecision[] {
    return Object.freeze([...this.#compiled.state.failedDecisions]);
  }

  /** Inconsistencies, such as gaps or events about closed entities. Empty for histories written by SWF. */
  get problems(): readonly HistoryProblem[] {
    return Object.freeze([...this.#compiled.state.problems]);
  }

  /** The execution itself: its status, type and result. */
  get execution(): Execution {
    return this.#compiled.state.execution.seal();
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
    return Math.max(this.first?.id ?? 0, this.last?.id ?? 0);
  }

  [Symbol.iterator](): Iterator<Event> {
    // Copied, because the shared array may grow during the iteration.
    return this.#events.slice()[Symbol.iterator]();
  }

  /** `History(15 events, COMPLETED)` */
  toString(): string {
    return `History(${this.length} events, ${this.execution.closeStatus ?? 'OPEN'})`;
  }

  /** Overview of the state, one line for the execution and for each nonempty collection. */
  get summary(): string {
    const collections = [
      this.activities,
      this.timers,
      this.childExecutions,
      this.signals,
      this.externalSignals,
      this.externalCancels,
      this.markers,
      this.lambdaFunctions,
      this.decisions,
    ];
    return [this.execution, ...collections.filter(({ length }) => length > 0)].join('\n');
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

  get #events(): readonly Event[] {
    return this.#compiled.events;
  }
}

function toEvents(given: Iterable<Event | HistoryEventLike>): Event[] {
  const events: Event[] = [];
  for (const event of given) events.push(isEvent(event) ? event : toEvent(event));
  return events;
}
