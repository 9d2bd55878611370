import { BehaviorSubject, defer, finalize, mergeMap, Observable, type SchedulerLike, tap } from 'rxjs';
import { timeoutCallsOn } from '../calls/callScheduler.js';
import { isTransient } from '../errors/isTransient.js';
import { type Backoff, backoffDelay } from '../retries/Backoff.js';
import { MonotonicClock } from '../waits/MonotonicClock.js';
import { Budget } from './Budget.js';
import { documentedRates, type PacedOperation, type Rate } from './documentedRates.js';
import type { PaceOptions } from './PaceOptions.js';
import { type Alarm, SharedTimer } from './SharedTimer.js';
import { type Turn, Turns } from './Turns.js';

// All calls by which a client watches go through its pacer. A call waits among the calls of its operation,
// sorted by the age of the answer that it renews, until the budget of the operation allows it. One timer
// serves all waiting calls.
//
// - Throttling stops its operation, and any other transient error stops all operations. After the backoff, one
//   call goes alone as a probe; the others wait for its outcome. An outage of an hour therefore costs one call
//   every 30 s, not one per watch. An operation that fails while others work backs off by itself.
// - The rate of an operation that was throttled is halved, and recovers within a minute.
// - Calls that aren't paced are counted (`count`), but never delayed.

/** Most paced calls that may be open at once, so that other calls find free sockets. */
const maxOpen = 64;

/** The rate of an operation whose rate is not known. */
const unknownRate: Rate = { burst: 50, perSecond: 6 };

/** Why paced calls fail at present. */
export type PaceCause = 'throttled' | 'unreachable';

/** An outage that paced calls wait out at present. */
export interface PaceOutage {
  readonly cause: PaceCause;
  /** Time of the first call that failed, in milliseconds since the epoch. */
  readonly since: number;
}

/** A failure that all calls of an operation, or all calls of a client, wait out together. */
interface Backpressure {
  readonly attempt: number;
  readonly until: number;
  readonly cause: PaceCause;
  isProbing: boolean;
}

interface Lane {
  readonly budget: Budget;
  readonly turns: Turns;
  /** Since the last response to a call of the operation. */
  failure: Backpressure | undefined;
}

/** Paces the watching calls of a client on one scheduler. */
export class Pacer {
  readonly timer: SharedTimer;
  readonly #clock: MonotonicClock;
  readonly #scheduler: SchedulerLike;
  #options: PaceOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #alarm: Alarm;
  #outage: Backpressure | undefined;
  readonly #outage$ = new BehaviorSubject<PaceOutage | undefined>(undefined);
  /** The outage that calls wait out at present, at first and with each change; `undefined` if there is none. */
  readonly outage$: Observable<PaceOutage | undefined> = this.#outage$.asObservable();
  #open = 0;
  #orders = 0;

  constructor(scheduler: SchedulerLike, options: PaceOptions) {
    this.#scheduler = scheduler;
    this.#options = options;
    this.#clock = new MonotonicClock(scheduler);
    this.timer = new SharedTimer(this.#clock);
    this.#alarm = this.timer.alarm(() => this.#pump());
  }

  /** Sets the rates from now on, also those of calls that wait. */
  configure(options: PaceOptions): void {
    this.#options = options;
    for (const [operation, { budget }] of this.#lanes)
      budget.set(this.#rate(operation), this.#share, this.now());
    this.#plan();
  }

  /** Returns the milliseconds on the clock by which `since` is measured. */
  now(): number {
    return this.#clock.now();
  }

  /** Returns the calls per second that watching may make at present. */
  perSecond(operation: PacedOperation): number {
    return this.#lane(operation).budget.perSecond;
  }

  /** Returns the milliseconds after which the calls that wait now will have been sent. */
  delayOf(operation: PacedOperation): number {
    const { budget, turns } = this.#lane(operation);
    return budget.delayOf(turns.length, this.now());
  }

  /** Counts a call of any kind against the rate of the account. */
  count(operation: string): void {
    const lane = this.#lanes.get(operation);
    if (lane !== undefined) lane.budget.count(this.now());
    else if (operation in documentedRates) this.#lane(operation).budget.count(this.now());
  }

  /** Delays the subscription to a call until it is its turn. Unsubscribing gives the turn up. */
  run<T>(operation: string, since: number, call$: Observable<T>): Observable<T> {
    const lane = this.#lane(operation);
    return this.#turn(lane, since).pipe(
      mergeMap(() => this.#send(lane, call$.pipe(timeoutCallsOn(this.#scheduler)))),
    );
  }

  /** Notes that a call was throttled. Returns the milliseconds for which its operation pauses. */
  throttled(operation: string, backoff: Backoff = {}): number {
    const lane = this.#lane(operation);
    lane.budget.throttle(this.now());
    lane.failure = this.#next(lane.failure, backoff, 'throttled');
    this.#tell();
    this.#plan();
    return lane.failure.until - this.now();
  }

  /**
   * Notes that a call failed as if SWF could not be reached. All operations pause, and this one for longer if
   * only its calls fail. Returns the milliseconds for which it pauses.
   */
  unreachable(operation: string, backoff: Backoff = {}): number {
    const lane = this.#lane(operation);
    lane.failure = this.#next(lane.failure, backoff, 'unreachable');
    this.#outage = this.#next(this.#outage, backoff, 'unreachable');
    this.#tell();
    this.#plan();
    return Math.max(lane.failure.until, this.#outage.until) - this.now();
  }

  /** Calls that were open together and fail together count as one attempt. */
  #next(before: Backpressure | undefined, backoff: Backoff, cause: PaceCause): Backpressure {
    const now = this.now();
    if (before !== undefined && before.until > now) return before;
    const attempt = (before?.attempt ?? 0) + 1;
    return { attempt, until: now + Math.ceil(backoffDelay(attempt, backoff)), cause, isProbing: false };
  }

  /** Tells of an outage that has begun, changed its cause or ended. */
  #tell(): void {
    const told = this.#outage$.value;
    const failure = this.#outage ?? [...this.#lanes.values()].find(lane => lane.failure)?.failure;
    if (failure?.cause === told?.cause) return;
    const since = told?.since ?? this.#scheduler.now();
    this.#outage$.next(failure && { cause: failure.cause, since });
  }

  #turn(lane: Lane, since: number): Observable<void> {
    // By hand, because a turn leaves the middle of a sorted queue when it is given up.
    return new Observable<void>(subscriber => {
      this.#orders += 1;
      const begin = () => {
        subscriber.next();
        subscriber.complete();
      };
      const turn: Turn = { since, order: this.#orders, begin };
      lane.turns.add(turn);
      // Not at once: of the calls that are added together, the oldest goes first.
      this.#plan();
      return () => {
        lane.turns.delete(turn);
        if (this.#waiting === 0) this.#alarm.clear();
      };
    });
  }

  #send<T>(lane: Lane, call$: Observable<T>): Observable<T> {
    return defer(() => {
      this.#open += 1;
      const { failure } = lane;
      const outage = this.#outage;
      const recovered = () => {
        lane.failure = undefined;
        lane.budget.resume(this.now());
        this.#outage = undefined;
        if (this.#outage$.value !== undefined) this.#tell();
      };
      return call$.pipe(
        // A fault is a response too.
        tap({ next: recovered, error: error => !isTransient(error) && recovered() }),
        finalize(() => {
          this.#open -= 1;
          // A probe that was given up leaves its place to the next one.
          if (failure !== undefined) failure.isProbing = false;
          if (outage !== undefined) outage.isProbing = false;
          this.#plan();
        }),
      );
    });
  }

  /** Begins the calls that may be sent now. */
  #pump(): void {
    // An operation whose calls have failed most often is no good probe for the others.
    const failures = ({ failure }: Lane) => failure?.attempt ?? 0;
    for (const lane of [...this.#lanes.values()].sort((a, b) => failures(a) - failures(b))) {
      for (;;) {
        const turn = lane.turns.first;
        if (turn === undefined || this.#delay(lane) > 0 || !lane.budget.take(this.now())) break;
        if (lane.failure !== undefined) lane.failure.isProbing = true;
        if (this.#outage !== undefined) this.#outage.isProbing = true;
        lane.turns.delete(turn);
        turn.begin();
      }
    }
    this.#plan();
  }

  #plan(): void {
    const delays = [...this.#lanes.values()]
      .filter(({ turns }) => turns.length > 0)
      .map(lane => this.#delay(lane));
    this.#alarm.set(this.now() + Math.min(...delays));
  }

  /** Milliseconds until a lane may send a call; `Infinity` while that depends on the calls that are open. */
  #delay({ budget, failure }: Lane): number {
    if (this.#open >= maxOpen || failure?.isProbing || this.#outage?.isProbing)
      return Number.POSITIVE_INFINITY;
    const now = this.now();
    const until = Math.max(failure?.until ?? 0, this.#outage?.until ?? 0);
    return Math.max(until - now, budget.delay(now));
  }

  get #waiting(): number {
    let waiting = 0;
    for (const { turns } of this.#lanes.values()) waiting += turns.length;
    return waiting;
  }

  #lane(operation: string): Lane {
    const known = this.#lanes.get(operation);
    if (known !== undefined) return known;
    const budget = new Budget(this.#rate(operation), this.#share, this.now());
    const lane: Lane = { budget, turns: new Turns(), failure: undefined };
    this.#lanes.set(operation, lane);
    return lane;
  }

  get #share(): number {
    return this.#options.share ?? 0.5;
  }

  #rate(operation: string): Rate {
    const table: Readonly<Record<string, Rate>> = { ...documentedRates, ...this.#options.rates };
    return table[operation] ?? unknownRate;
  }
}
