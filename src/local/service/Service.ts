import { nextTurn } from '#platform';
import { faults } from '../api/faults.js';
import type { Input, OperationName } from '../api/Operations.js';
import { inputs } from '../api/validation/inputs.js';
import { type Shape, validate } from '../api/validation/shape.js';
import type { Clock } from '../clocks/Clock.js';
import { settle } from '../history/reactions/settle.js';
import { record } from '../history/record.js';
import { findLambda } from '../history/views/lambdaFunctions.js';
import { operations } from '../operations/index.js';
import { NoTask } from '../operations/Operation.js';
import type { Region, Report } from '../state/Region.js';
import type { AnyTaskList } from '../state/TaskList.js';
import { Lambda } from '../state/tasks.js';
import { abortError, LongPolls } from './LongPolls.js';
import { invoke, type LambdaHandlers, type Outcome } from './lambdaHandlers.js';
import { paceOf } from './pace.js';
import { Reminder } from './Reminder.js';

export interface ServiceOptions {
  readonly region: Region;
  readonly clock: Clock;
  /** Time that a poll waits for a task, in milliseconds. */
  readonly longPoll: number;
  readonly lambda: LambdaHandlers;
  /** Called after every operation and deadline, to have changes persisted. */
  readonly persist: () => void;
  /** Called with the events that SWF reports to EventBridge, after the operation that caused them. */
  readonly report: (reports: readonly Report[]) => void;
}

/** Returns true for read-only operations, which do not keep time from passing. */
const isReadOnly = (name: OperationName) => /^(Count|Describe|Get|List)/.test(name);

/** Creates the error of calls after `close()`. */
export const closedError = (): Error =>
  Object.assign(new Error('This LocalSwf is closed'), { name: 'LocalSwfClosedError' });

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** The names of all operations. */
export const operationNames: readonly OperationName[] = Object.keys(operations).filter(isOperation);

/**
 * Runs one region in time: carries out operations as they arrive, lets polls wait, and acts on deadlines.
 *
 * Operations, deadlines and Lambda results all go through `#inTime`. It moves the region to the clock's time
 * and settles what is due, runs the change, and then follows up: it settles again, serves waiting polls,
 * invokes Lambda functions, sets the alarms and has the state persisted. All of that is synchronous, so no
 * call ever sees half a change. Only a poll that finds no task waits.
 *
 * The trap is skipped time: each `hold()` must be followed by `#setAlarms()`, which releases time once
 * nothing is in transit. Otherwise a skipping clock stands still.
 */
export class Service {
  readonly region: Region;
  readonly #clock: Clock;
  readonly #longPoll: number;
  readonly #lambda: LambdaHandlers;
  readonly #persist: () => void;
  readonly #report: (reports: readonly Report[]) => void;
  readonly #polls = new LongPolls();
  readonly #deadlines: Reminder;
  readonly #pollEnds: Reminder;
  /** Number of requests and responses in transit. */
  #inTransit = 0;
  #isLive = false;
  #closed = false;

  constructor({ region, clock, longPoll, lambda, persist, report }: ServiceOptions) {
    this.region = region;
    this.#clock = clock;
    // An endless poll needs a timer too, since the timer keeps the process alive.
    this.#longPoll = Math.min(longPoll, Number.MAX_SAFE_INTEGER);
    this.#lambda = lambda;
    this.#persist = persist;
    this.#report = report;
    this.#deadlines = new Reminder(
      ring => clock.alarm(ring),
      () => this.#inTime(() => {}),
    );
    this.#pollEnds = new Reminder(
      ring => this.#pollClock.alarm(ring),
      () => this.#inTime(() => this.#polls.expire(this.#pollClock.now())),
    );
  }

  /** True while time passes: from `begin()` until `stop()`. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** True if the region holds nothing that a newly created one would not. */
  get isUnused(): boolean {
    return this.region.domains.size === 0 && this.region.throttle === undefined;
  }

  /** Starts time. Call it once the state is complete. */
  begin(): void {
    this.#isLive = true;
    // How far these functions got before the process ended is unknown, so they are invoked again.
    for (const task of this.region.held) if (task instanceof Lambda) this.region.invocations.push(task);
    this.#inTime(() => {});
  }

  get #pollClock(): Clock {
    return this.#clock.polls ?? this.#clock;
  }

  /** Carries out an operation. Rejects with a fault if it is refused, and with an `AbortError` on abort. */
  async call<N extends OperationName>(name: N, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) throw closedError();
    if (signal?.aborted) throw abortError(signal);
    this.#admit(name);
    const shape: Shape<Input<N>> = inputs[name];
    validate(shape, input);
    if (!isReadOnly(name)) this.#deadlines.hold();
    const act = () => operations[name](this.region, input);
    const answer = this.#inTime(act);
    return answer instanceof NoTask ? this.#wait(answer, act, signal) : answer;
  }

  /** Changes the region as an operation does, at the present time. */
  act<T>(change: (region: Region) => T): T {
    if (this.#closed) throw closedError();
    return this.#inTime(() => change(this.region));
  }

  /** Marks a message as in transit: time is not skipped until the returned function is called. */
  transit(name: OperationName): () => void {
    if (isReadOnly(name)) return () => {};
    this.#inTransit += 1;
    this.#deadlines.hold();
    return () => {
      this.#inTransit -= 1;
      this.#setAlarms();
    };
  }

  /** Answers waiting polls, stops all timers, and rejects further calls. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  /** Answers waiting polls and stops all timers. */
  stop(): void {
    this.#isLive = false;
    this.#polls.expire(Number.POSITIVE_INFINITY);
    this.#deadlines.end();
    this.#pollEnds.end();
  }

  #admit(name: OperationName): void {
    if (this.region.throttle === undefined) return;
    this.region.reach(this.#clock.now());
    this.region.throttle.admit(name, this.region.now);
  }

  /**
   * Runs `act` at the present time, between everything that is due before it and all that follows from it.
   */
  #inTime<T>(act: () => T): T {
    this.region.reach(this.#clock.now());
    settle(this.region);
    try {
      return act();
    } finally {
      this.#follow();
    }
  }

  #follow(): void {
    const { ready, invocations, reports } = this.region;
    do {
      settle(this.region);
      for (const list of ready) {
        ready.delete(list);
        this.#polls.serve(list);
      }
    } while (this.#isDue());
    for (const lambda of invocations.splice(0)) void this.#invoke(lambda);
    this.#setAlarms();
    this.#persist();
    // Last, because a listener may call the service at once.
    if (reports.length > 0) this.#report(reports.splice(0));
  }

  #isDue(): boolean {
    const next = this.region.nextDeadline;
    return next !== undefined && next.at <= this.region.now;
  }

  #wait({ list, answer }: NoTask, take: () => unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const most = this.region.quotas.pollersPerTaskList;
    if (this.#polls.waitingOn(list) >= most) {
      throw faults.limitExceeded('Limit on maximum concurrent poll requests per task list reached');
    }
    if (this.#longPoll === 0) return this.#answerEmpty(list, answer, signal);
    const until = this.#pollClock.now() + this.#longPoll;
    const waited = this.#polls.wait({ list, until, take, empty: answer, signal });
    this.#setAlarms();
    return waited.finally(() => {
      if (this.#polls.waitingOn(list) === 0) list.leave();
      this.#setAlarms();
    });
  }

  /**
   * Answers a poll that must not wait on any clock. A poller in a tight loop must still not starve the rest.
   */
  async #answerEmpty(list: AnyTaskList, answer: object, signal: AbortSignal | undefined): Promise<object> {
    list.leave();
    await nextTurn();
    if (signal?.aborted) throw abortError(signal);
    return answer;
  }

  #setAlarms(): void {
    if (!this.#isLive) return;
    const { deadlines, nextDeadline } = this.region;
    this.#deadlines.by(nextDeadline?.at);
    this.#pollEnds.by(this.#polls.next);
    this.#pollEnds.keepAlive(this.#polls.size > 0);
    if (this.#inTransit > 0) return;
    const until = deadlines.peek()?.at ?? Number.POSITIVE_INFINITY;
    this.#deadlines.release(until, paceOf(this.region, this.#polls.size));
  }

  async #invoke({ execution, scheduledEventId, scheduled }: Lambda): Promise<void> {
    // In a fork, the function may exist elsewhere: the task waits for an answer.
    if (this.region.isFork && !Object.hasOwn(this.#lambda, scheduled.name)) return;
    const outcome = await invoke(this.#lambda, scheduled.name, scheduled.input);
    if (!this.#isLive) return;
    this.#inTime(() => {
      const lambda = findLambda(execution, scheduledEventId);
      if (lambda !== undefined) endLambda(lambda, outcome);
    });
  }
}

function endLambda({ execution, scheduledEventId, startedEventId }: Lambda, outcome: Outcome): void {
  const ids = { scheduledEventId, startedEventId };
  if ('reason' in outcome) record(execution, 'LambdaFunctionFailed', { ...ids, ...outcome });
  else record(execution, 'LambdaFunctionCompleted', { ...ids, ...outcome });
}
