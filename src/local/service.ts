import type { Clock } from './clocks/index.js';
import { faults } from './faults.js';
import { invoke, type LambdaFunctions, type Outcome } from './lambda.js';
import { operations } from './operations/index.js';
import { type Input, NoTask, type OperationName } from './operations/Operation.js';
import { paceOf } from './pace.js';
import { abortError, LongPolls } from './polls.js';
import { Reminder } from './Reminder.js';
import { record } from './record.js';
import { settle } from './settle.js';
import type { Region } from './state/Region.js';
import { Lambda } from './state/tasks.js';
import { Store } from './store/Store.js';
import { toError } from './toError.js';
import { inputs } from './validation/inputs.js';
import { type Shape, validate } from './validation/shape.js';
import { findLambda } from './views/lambdaFunctions.js';

export interface ServiceOptions {
  readonly region: Region;
  readonly clock: Clock;
  /** For how long a poll waits, in milliseconds. */
  readonly longPoll: number;
  readonly lambda: LambdaFunctions;
  /** The folder that keeps the state, if anything does. */
  readonly data?: string | undefined;
}

/** Operations that only look. Whoever watches does not keep time from passing. */
const isLook = (name: OperationName) => /^(Count|Describe|Get|List)/.test(name);

/** What becomes of a call after the end. */
export const closedError = (): Error => new Error('This LocalSwf is closed');

export const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** Puts a region into time: carries operations out as they come, lets polls wait, and acts on deadlines. */
export class Service {
  readonly #region: Region;
  readonly #clock: Clock;
  readonly #longPoll: number;
  readonly #lambda: LambdaFunctions;
  readonly #polls = new LongPolls();
  readonly #deadlines: Reminder;
  readonly #pollEnds: Reminder;
  /** What keeps the state, and the same once it has been read. */
  readonly #opening: Promise<Store> | undefined;
  #store: Store | undefined;
  /** Requests that are on their way in or out. */
  #inTransit = 0;
  /** Time passes when the state is complete, and until the end. */
  #isLive = false;
  #closed = false;

  constructor({ region, clock, longPoll, lambda, data }: ServiceOptions) {
    this.#region = region;
    this.#clock = clock;
    this.#longPoll = longPoll;
    this.#lambda = lambda;
    this.#deadlines = new Reminder(
      ring => clock.alarm(ring),
      () => this.#inTime(() => {}),
    );
    this.#pollEnds = new Reminder(
      ring => this.#pollClock.alarm(ring),
      () => this.#inTime(() => this.#polls.expire(this.#pollClock.now())),
    );
    if (data === undefined) this.#isLive = true;
    else this.#opening = this.#open(data);
    // Whoever calls, or asks whether it is ready, gets to know.
    this.#opening?.catch(() => {});
  }

  /** Resolves when the state has been read. Rejects if it cannot be kept. */
  async ready(): Promise<void> {
    const store = await this.#opening;
    if (store?.failure !== undefined) throw store.failure;
  }

  /** The present time, in milliseconds since the epoch. */
  now(): number {
    return this.#clock.now();
  }

  get #pollClock(): Clock {
    return this.#clock.polls ?? this.#clock;
  }

  /** Carries out one operation. Throws a fault if it is refused, and an `AbortError` if the caller leaves. */
  call<N extends OperationName>(name: N, input: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.#opening === undefined
      ? this.#carryOut(name, input, signal)
      : this.#carryOutDurably(this.#opening, name, input, signal);
  }

  async #carryOut<N extends OperationName>(name: N, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#closed) throw closedError();
    if (signal?.aborted) throw abortError(signal);
    this.#admit(name);
    const shape: Shape<Input<N>> = inputs[name];
    validate(shape, input);
    if (!isLook(name)) this.#deadlines.hold();
    const act = () => operations[name](this.#region, input);
    const answer = this.#inTime(act);
    return answer instanceof NoTask ? this.#wait(answer, act, signal) : answer;
  }

  /** The same; what the answer tells, be it a refusal, is on disk before anybody gets to know it. */
  async #carryOutDurably<N extends OperationName>(
    opening: Promise<Store>,
    name: N,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const store = await opening;
    if (store.failure !== undefined) throw faults.internalFailure();
    try {
      return await this.#carryOut(name, input, signal);
    } finally {
      const kept = this.transit(name);
      await this.#flush(store).finally(kept);
    }
  }

  async #open(data: string): Promise<Store> {
    const store = await Store.open(data, this.#region);
    this.#store = store;
    this.#clock.reach?.(this.#region.now);
    // Nobody knows how far the functions had got that ran when the process ended.
    for (const task of this.#region.held) if (task instanceof Lambda) this.#region.invocations.push(task);
    this.#isLive = !this.#closed;
    if (this.#isLive) this.#inTime(() => {});
    return store;
  }

  async #flush(store: Store): Promise<void> {
    try {
      await store.flushed();
    } catch (error) {
      // Nothing more happens, since none of it could be kept; whoever runs the service must see why.
      if (this.#isLive) process.emitWarning(toError(error));
      this.#stop();
      throw faults.internalFailure();
    }
  }

  /** A request comes in or an answer goes out; time is real until what this returns is called. */
  transit(name: OperationName): () => void {
    if (isLook(name)) return () => {};
    this.#inTransit += 1;
    this.#deadlines.hold();
    return () => {
      this.#inTransit -= 1;
      this.#setAlarms();
    };
  }

  /** Answers all that waits, stops all timers, and takes no more calls. */
  close(): void {
    this.#closed = true;
    this.#stop();
  }

  /** Ends when what has been answered is kept and the folder is free. */
  async release(): Promise<void> {
    const store = await this.#opening?.catch(() => undefined);
    await store?.close();
  }

  #stop(): void {
    this.#isLive = false;
    this.#polls.expire(Number.POSITIVE_INFINITY);
    this.#deadlines.end();
    this.#pollEnds.end();
  }

  #admit(name: OperationName): void {
    if (this.#region.throttle === undefined) return;
    this.#region.reach(this.#clock.now());
    this.#region.throttle.admit(name, this.#region.now);
  }

  /** Does something at the present time, with all that is due before it and all that follows from it. */
  #inTime<T>(act: () => T): T {
    this.#region.reach(this.#clock.now());
    settle(this.#region);
    try {
      return act();
    } finally {
      this.#follow();
    }
  }

  #follow(): void {
    const { ready, invocations } = this.#region;
    do {
      settle(this.#region);
      for (const list of ready) {
        ready.delete(list);
        this.#polls.serve(list);
      }
    } while (this.#isDue());
    for (const lambda of invocations.splice(0)) void this.#invoke(lambda);
    this.#setAlarms();
    if (this.#store !== undefined) this.#flush(this.#store).catch(() => {});
  }

  #isDue(): boolean {
    const next = this.#region.nextDeadline;
    return next !== undefined && next.at <= this.#region.now;
  }

  #wait({ list, answer }: NoTask, take: () => unknown, signal: AbortSignal | undefined): Promise<unknown> {
    const most = this.#region.quotas.pollersPerTaskList;
    if (this.#polls.waitingOn(list) >= most) {
      throw faults.limitExceeded('Limit on maximum concurrent poll requests per task list reached');
    }
    const until = this.#pollClock.now() + this.#longPoll;
    const waited = this.#polls.wait({ list, until, take, empty: answer, signal });
    this.#setAlarms();
    return waited.finally(() => {
      if (this.#polls.waitingOn(list) === 0) list.leave();
      this.#setAlarms();
    });
  }

  #setAlarms(): void {
    if (!this.#isLive) return;
    const { deadlines, nextDeadline } = this.#region;
    this.#deadlines.by(nextDeadline?.at);
    this.#pollEnds.by(this.#polls.next);
    this.#pollEnds.keepAlive(this.#polls.size > 0);
    if (this.#inTransit > 0) return;
    const until = deadlines.peek()?.at ?? Number.POSITIVE_INFINITY;
    this.#deadlines.release(until, paceOf(this.#region, this.#polls.size));
  }

  async #invoke({ execution, scheduledEventId, scheduled }: Lambda): Promise<void> {
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
