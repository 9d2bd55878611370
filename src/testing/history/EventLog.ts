import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type AttributesKey, attributesKey, type EventName } from '../../history/events/eventTable.js';
import { History } from '../../history/index.js';
import { type DataConverter, jsonConverter, toPayload } from '../../payloads/index.js';
import { checkOptions, InvalidArgumentError } from '../../requests/index.js';
import { checkDate, type Duration, omitUndefined, toWire } from '../../values/index.js';

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
type Attributes<N extends EventName> = NonNullable<HistoryEvent[AttributesKey<N>]>;

/** Events that result from a decision and belong to its turn. */
type DecidedEvent = {
  [N in EventName]: 'decisionTaskCompletedEventId' extends keyof Attributes<N> ? N : never;
}[EventName];

/** Attributes of the events that schedule decision tasks. */
interface TaskOptions {
  readonly taskList: string;
  readonly startToCloseTimeout: Duration;
}

/**
 * Appends events as SWF would: numbered, dated, and with a decision task after every event that a decider
 * should see ("news").
 *
 * Each step of a `HistoryBuilder` calls `happened` for an event outside of a turn, or `decided` for the result
 * of a decision. `decided` adds to the current turn; if there is none, it starts and completes the scheduled
 * decision task first. `happened`, `wait` and `build` end the turn. Only then is the decision task for news
 * within the turn scheduled, since SWF writes it after all results of a turn's decisions. Each event is also
 * compiled, so that a step that doesn't fit throws at once.
 */
export class EventLog {
  readonly #events: HistoryEvent[] = [];
  readonly #converter: DataConverter;
  readonly #step: number;
  #history: History;
  #now: number;
  #taskOptions: TaskOptions = { taskList: 'decisions', startToCloseTimeout: 'NONE' };
  /** Id of the `DecisionTaskCompleted` event of the current turn. */
  #turn: number | undefined;
  /** `true` if the current turn has produced an event that the decider should see. */
  #hasNews = false;

  constructor(options: HistoryBuilderOptions) {
    checkOptions('HistoryBuilder', options, { startTime: true, step: true, converter: true });
    const { startTime, step = 1_000, converter = jsonConverter } = options;
    if (startTime !== undefined) checkDate('startTime', startTime);
    this.#history = History.from([], { converter });
    this.#converter = converter;
    this.#step = step;
    this.#now = startTime?.getTime() ?? Date.UTC(2026, 0);
  }

  /** The history so far, within the current turn. */
  get history(): History {
    return this.#history;
  }

  /** Ends the current turn and returns the events so far. */
  end(): readonly HistoryEvent[] {
    this.#endTurn();
    return Object.freeze([...this.#events]);
  }

  /** Ends the current turn and returns the history so far. */
  build(): History {
    this.#endTurn();
    return this.#history;
  }

  /** Ends the current turn and advances time. */
  wait(seconds: number): void {
    this.#endTurn();
    this.#now += seconds * 1_000;
  }

  /** Appends the first event, and takes over the options of the decision tasks. */
  begin(attributes: Attributes<'WorkflowExecutionStarted'>, taskOptions: TaskOptions): void {
    if (this.#events.length > 0) this.refuse('WorkflowExecutionStarted', 'the execution has already started');
    this.#taskOptions = taskOptions;
    this.#append('WorkflowExecutionStarted', attributes);
    this.#scheduleDecisionTask();
  }

  /** Appends an event outside of a turn. Returns its id. */
  happened<N extends EventName>(
    name: N,
    attributes: Attributes<N>,
    { isNews = true, after = 0 } = {},
  ): number {
    this.#checkOpen(name);
    this.#endTurn();
    this.#now = Math.max(this.#now + this.#step, after);
    const id = this.#append(name, attributes);
    if (isNews) this.#scheduleDecisionTask();
    return id;
  }

  /** Appends the result of a decision. A failure is news for the decider. Returns its id. */
  decided<N extends DecidedEvent>(
    name: N,
    attributes: Omit<Attributes<N>, 'decisionTaskCompletedEventId'>,
  ): number {
    const decisionTaskCompletedEventId = this.#beginTurn(name);
    this.#hasNews ||= name.endsWith('Failed') && !name.startsWith('WorkflowExecution');
    return this.#append(name, { ...attributes, decisionTaskCompletedEventId } as unknown as Attributes<N>);
  }

  /** Appends an event that SWF itself adds to the current turn. */
  followed<N extends EventName>(name: N, attributes: Attributes<N>): void {
    this.#hasNews = true;
    this.#append(name, attributes);
  }

  /** Closes the execution by a decision. SWF rejects this if there is news that the decider hasn't seen. */
  closed<N extends DecidedEvent>(
    name: N,
    attributes: Omit<Attributes<N>, 'decisionTaskCompletedEventId'>,
  ): void {
    this.#beginTurn(name);
    const [waiting] = this.#history.decisions.scheduled;
    if (waiting)
      this.refuse(name, `decision task ${waiting.id} is scheduled, so SWF would reject it as unhandled`);
    this.decided(name, attributes);
    this.#hasNews = false;
  }

  /** Starts the scheduled decision task. */
  startTask(identity: string | undefined): void {
    // The previous turn may have produced the news that schedules this decision task.
    this.#endTurn();
    const [waiting] = this.#history.decisions.scheduled;
    const [running] = this.#history.decisions.started;
    if (running) this.refuse('DecisionTaskStarted', `decision task ${running.id} is running`);
    if (!waiting) this.refuse('DecisionTaskStarted', 'no decision task is scheduled');
    const attributes = { scheduledEventId: waiting.id, ...omitUndefined({ identity }) };
    this.happened('DecisionTaskStarted', attributes, { isNews: false });
  }

  /** Completes the running decision task, which begins a turn. Returns the id of the event. */
  completeTask(attributes: { executionContext?: string }): number {
    const [running] = this.#history.decisions.started;
    if (running === undefined) this.refuse('DecisionTaskCompleted', 'no decision task is running');
    const { id: scheduledEventId, startedEventId } = running;
    this.#turn = this.happened(
      'DecisionTaskCompleted',
      { scheduledEventId, startedEventId, ...attributes },
      { isNews: false },
    );
    return this.#turn;
  }

  refuse(what: string, why: string): never {
    throw new InvalidArgumentError(`${what} cannot be event ${this.#events.length + 1}: ${why}`, {
      resource: what,
    });
  }

  /** Returns the time of an event, in milliseconds. */
  timeOf(eventId: number): number {
    return this.#events[eventId - 1]?.eventTimestamp?.getTime() ?? this.#now;
  }

  /** Returns the payload of a value as a member, or no member if the value is `undefined`. */
  payload<K extends string>(field: K, value: unknown): { [P in K]?: string } {
    const text = toPayload(this.#converter, field, value);
    return (text === undefined ? {} : { [field]: text }) as { [P in K]?: string };
  }

  /** Begins a turn unless there is a current one. Returns the id of its `DecisionTaskCompleted` event. */
  #beginTurn(name: string): number {
    this.#checkOpen(name);
    if (this.#turn !== undefined) return this.#turn;
    const { open, started } = this.#history.decisions;
    if (open.length === 0)
      this.refuse(name, 'no decision task is open: first add an event that a decider should see');
    if (started.length === 0) this.startTask(undefined);
    return this.completeTask({});
  }

  #checkOpen(name: string): void {
    if (this.#events.length === 0) this.refuse(name, 'the execution has not started: begin with start()');
    const { execution } = this.#history;
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
    const history = this.#history.concat([event]);
    const [problem] = history.problems;
    if (problem) this.refuse(name, problem.message);
    this.#history = history;
    this.#events.push(event);
    return eventId;
  }

  #scheduleDecisionTask(): void {
    const { execution, decisions } = this.#history;
    if (!execution.isOpen || decisions.scheduled.length > 0) return;
    const { taskList, startToCloseTimeout } = this.#taskOptions;
    this.#append('DecisionTaskScheduled', {
      taskList: { name: taskList },
      ...omitUndefined({ startToCloseTimeout: toWire(startToCloseTimeout) }),
    });
  }

  #endTurn(): void {
    this.#turn = undefined;
    if (this.#hasNews) this.#scheduleDecisionTask();
    this.#hasNews = false;
  }
}
