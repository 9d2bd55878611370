import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type DataConverter, jsonConverter, toPayload } from '../../payloads/index.js';
import { checkOptions, InvalidArgumentError } from '../../requests/index.js';
import { checkDate, type Duration, omitUndefined, toWire } from '../../values/index.js';
import { CompiledHistory } from '../CompiledHistory.js';
import { type AttributesKey, attributesKey, type EventName } from '../events/eventTable.js';
import { toEvent } from '../events/toEvent.js';
import { History } from '../History.js';

/** Options of a `HistoryBuilder`. */
export interface HistoryBuilderOptions {
  /** Start time of the execution. @defaultValue 2026-01-01T00:00:00Z */
  readonly startTime?: Date | undefined;
  /** Milliseconds between consecutive events outside of turns. @defaultValue 1,000 */
  readonly step?: number | undefined;
  /** Converter for payloads. @defaultValue JSON */
  readonly converter?: DataConverter | undefined;
}

/** The SDK's attributes of an event type. */
export type Attributes<N extends EventName> = NonNullable<HistoryEvent[AttributesKey<N>]>;

/** Events that result from a decision and belong to its turn. */
export type DecidedEvent = {
  [N in EventName]: 'decisionTaskCompletedEventId' extends keyof Attributes<N> ? N : never;
}[EventName];

/** Options of the decision tasks. */
interface Turns {
  readonly taskList: string;
  readonly startToCloseTimeout: Duration;
}

/**
 * Appends events as SWF would: numbered, dated, and with a decision task after every event that a decider
 * should see ("news").
 *
 * Each step of a builder calls `happened` for an event outside of a turn, or `decided` for the result of a
 * decision. `decided` adds to the current turn; if there is none, it starts and completes the scheduled
 * decision task first. `happened`, `wait` and `events` end the turn. Only then is the decision task for news
 * within the turn scheduled, since SWF writes it after all results of a turn's decisions. Each event is also
 * compiled, so that a step that doesn't fit throws at once.
 */
export abstract class HistoryWriter {
  protected readonly compiled: CompiledHistory;
  readonly #events: HistoryEvent[] = [];
  readonly #converter: DataConverter;
  readonly #step: number;
  #now: number;
  #turns: Turns = { taskList: 'decisions', startToCloseTimeout: 'NONE' };
  /** Id of the `DecisionTaskCompleted` event of the current turn. */
  #turn: number | undefined;
  /** `true` if the current turn has produced an event that the decider should see. */
  #newsInTurn = false;

  constructor(options: HistoryBuilderOptions = {}) {
    checkOptions('HistoryBuilder', options, { startTime: true, step: true, converter: true });
    const { startTime, step = 1_000, converter = jsonConverter } = options;
    if (startTime !== undefined) checkDate('startTime', startTime);
    this.compiled = new CompiledHistory({ converter });
    this.#converter = converter;
    this.#step = step;
    this.#now = startTime?.getTime() ?? Date.UTC(2026, 0);
  }

  /** The events so far, in the SDK's format. Ends the current turn. */
  get events(): readonly HistoryEvent[] {
    this.#endTurn();
    return Object.freeze([...this.#events]);
  }

  /** Returns the history so far. Ends the current turn; the builder can still be used. */
  build(): History {
    return History.from(this.events, { converter: this.#converter });
  }

  /** Advances time. Ends the current turn. */
  wait(seconds: number): this {
    this.#endTurn();
    this.#now += seconds * 1_000;
    return this;
  }

  /** Appends an event outside of a turn. Returns its id. */
  protected happened<N extends EventName>(
    name: N,
    attributes: Attributes<N>,
    { news = true, after = 0 } = {},
  ) {
    if (name !== 'WorkflowExecutionStarted') this.#checkOpen(name);
    this.#endTurn();
    if (this.#events.length > 0) this.#now = Math.max(this.#now + this.#step, after);
    const id = this.#append(name, attributes);
    if (news) this.#scheduleDecisionTask();
    return id;
  }

  /** Appends the result of a decision, which with `news` the decider should see next. Returns its id. */
  protected decided<N extends DecidedEvent>(
    name: N,
    attributes: Omit<Attributes<N>, 'decisionTaskCompletedEventId'>,
    { news = name.endsWith('Failed') && !name.startsWith('WorkflowExecution') } = {},
  ): number {
    const decisionTaskCompletedEventId = this.beginTurn(name);
    this.#newsInTurn ||= news;
    return this.#append(name, { ...attributes, decisionTaskCompletedEventId } as unknown as Attributes<N>);
  }

  /** Appends an event that SWF itself adds to the current turn. */
  protected inTurn<N extends EventName>(name: N, attributes: Attributes<N>): void {
    this.#newsInTurn = true;
    this.#append(name, attributes);
  }

  /** Closes the execution by a decision. SWF rejects this if there is news that the decider hasn't seen. */
  protected closed<N extends DecidedEvent>(
    name: N,
    attributes: Omit<Attributes<N>, 'decisionTaskCompletedEventId'>,
  ): this {
    this.beginTurn(name);
    const waiting = this.compiled.decisions.scheduled[0];
    if (waiting) this.refuse(name, `SWF would refuse it: decision task ${waiting.id} brings news`);
    this.decided(name, attributes, { news: false });
    this.#newsInTurn = false;
    return this;
  }

  /** Begins a turn unless there is a current one. Returns the id of its `DecisionTaskCompleted` event. */
  protected beginTurn(name: string): number {
    this.#checkOpen(name);
    if (this.#turn !== undefined) return this.#turn;
    if (this.compiled.decisions.open.length === 0) {
      this.refuse(name, 'no decision task is open: first let something happen that a decider should see');
    }
    if (this.compiled.decisions.started.length === 0) this.startTask(undefined);
    return this.completeTask({});
  }

  protected startTask(identity: string | undefined): void {
    // The previous turn may have produced the news that schedules this decision task.
    this.#endTurn();
    const [waiting] = this.compiled.decisions.scheduled;
    const [running] = this.compiled.decisions.started;
    if (running) this.refuse('DecisionTaskStarted', `decision task ${running.id} is running`);
    if (!waiting) this.refuse('DecisionTaskStarted', 'no decision task is scheduled');
    else
      this.happened(
        'DecisionTaskStarted',
        { scheduledEventId: waiting.id, ...omitUndefined({ identity }) },
        { news: false },
      );
  }

  protected completeTask(attributes: { executionContext?: string }): number {
    const [running] = this.compiled.decisions.started;
    if (running === undefined) this.refuse('DecisionTaskCompleted', 'no decision task is running');
    const { id: scheduledEventId, startedEventId } = running;
    this.#turn = this.happened(
      'DecisionTaskCompleted',
      { scheduledEventId, startedEventId, ...attributes },
      { news: false },
    );
    return this.#turn;
  }

  protected setTurns(turns: Turns): void {
    this.#turns = turns;
  }

  protected refuse(what: string, why: string): never {
    throw new InvalidArgumentError(`${what} cannot be event ${this.#events.length + 1}: ${why}`, {
      resource: what,
    });
  }

  /** Returns the time of an event, in milliseconds. */
  protected timeOf(eventId: number): number {
    return this.#events[eventId - 1]?.eventTimestamp?.getTime() ?? this.#now;
  }

  /** Returns the payload of a value as a member, or no member if the value is `undefined`. */
  protected payload<K extends string>(field: K, value: unknown): { [P in K]?: string } {
    const text = toPayload(this.#converter, field, value);
    return (text === undefined ? {} : { [field]: text }) as { [P in K]?: string };
  }

  #checkOpen(name: string): void {
    if (this.#events.length === 0) this.refuse(name, 'the execution has not started: begin with start()');
    const { execution } = this.compiled;
    if (!execution.isOpen) this.refuse(name, `the execution is closed (${execution.closeStatus})`);
  }

  #append<N extends EventName>(name: N, attributes: Attributes<N>): number {
    const eventId = this.#events.length + 1;
    const event: HistoryEvent = {
      eventId,
      eventType: name,
      eventTimestamp: new Date(this.#now),
      [attributesKey(name)]: attributes,
    };
    this.compiled.apply(toEvent(event));
    const [problem] = this.compiled.problems;
    if (problem) this.refuse(name, problem.message);
    this.#events.push(event);
    return eventId;
  }

  #scheduleDecisionTask(): void {
    const { execution, decisions } = this.compiled;
    if (!execution.isOpen || decisions.scheduled.length > 0) return;
    const { taskList, startToCloseTimeout } = this.#turns;
    this.#append('DecisionTaskScheduled', {
      taskList: { name: taskList },
      ...omitUndefined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
    });
  }

  #endTurn(): void {
    this.#turn = undefined;
    if (this.#newsInTurn) this.#scheduleDecisionTask();
    this.#newsInTurn = false;
  }
}
