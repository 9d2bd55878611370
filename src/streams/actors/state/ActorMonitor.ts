import {
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  map,
  type Observable,
  of,
  type SchedulerLike,
  Subject,
  startWith,
  switchMap,
  takeWhile,
  throttleTime,
} from 'rxjs';
import { every } from '../../../requests/index.js';
import { type Stream, toStream } from '../../../values/index.js';
import type { UntimedEvent } from '../events/ActorEvent.js';
import type { ActorError, ActorState } from './ActorState.js';
import { RateMeter } from './RateMeter.js';

/** Minimum time between two states that a subscriber gets, in milliseconds. */
const period = 1_000;

/** Time after which the rate is updated without an event, in milliseconds. */
const decay = 5_000;

/** A subscription to an actor. */
export interface ActorSession {
  readonly drain: { readonly begun: boolean } | undefined;
}

/**
 * Keeps the state of an actor by its events. Each event passes through here even if nobody watches, so that a
 * snapshot is possible at any time; it costs a few additions.
 */
export class ActorMonitor {
  readonly #name: string;
  readonly #taskLists: readonly string[];
  readonly #scheduler: SchedulerLike;
  readonly #sessions = new Set<ActorSession>();
  readonly #rate = new RateMeter();
  readonly #changed$ = new Subject<void>();
  #held = 0;
  #polling = 0;
  #hasFailed = false;
  #lastResponse: number | undefined;
  #failingSince: number | undefined;
  #lastError: ActorError | undefined;

  /** Emits the state, then each change at most once a second. */
  readonly state$: Stream<ActorState>;

  constructor(name: string, taskLists: readonly string[], scheduler: SchedulerLike) {
    this.#name = name;
    this.#taskLists = taskLists;
    this.#scheduler = scheduler;
    const state$ = defer(() =>
      this.#changed$.pipe(
        throttleTime(period, scheduler, { leading: true, trailing: true }),
        startWith(undefined),
        switchMap(() => concat(of(undefined), this.#decays())),
        map(() => this.state),
        distinctUntilChanged(isSame),
      ),
    );
    this.state$ = toStream(state$, 1);
  }

  get state(): ActorState {
    const now = this.#scheduler.now();
    const sessions = [...this.#sessions];
    return Object.freeze({
      name: this.#name,
      taskLists: this.#taskLists,
      isRunning: sessions.length > 0,
      isDraining: sessions.some(({ drain }) => drain?.begun),
      hasFailed: this.#hasFailed,
      held: this.#held,
      polling: this.#polling,
      rate: this.#rate.perSecond(now),
      lastResponse: toDate(this.#lastResponse),
      failingSince: toDate(this.#failingSince),
      lastError: this.#lastError,
      at: new Date(now),
    });
  }

  begin(session: ActorSession): void {
    if (this.#sessions.size === 0) {
      this.#rate.reset();
      this.#hasFailed = false;
      this.#failingSince = undefined;
    }
    this.#sessions.add(session);
    this.#changed$.next();
  }

  end(session: ActorSession): void {
    this.#sessions.delete(session);
    this.#changed$.next();
  }

  note(event: UntimedEvent): void {
    switch (event.type) {
      case 'poll':
        this.#polling += 1;
        break;
      case 'empty':
        this.#polling -= 1;
        this.#responded();
        break;
      case 'received':
        this.#polling -= 1;
        this.#held += 1;
        this.#responded();
        break;
      case 'aborted':
      case 'recovered':
        this.#polling -= 1;
        break;
      case 'heartbeat':
        this.#responded();
        break;
      case 'answered':
        if (event.dropped !== true) this.#held -= 1;
        if (event.answer === 'abandoned') break;
        this.#responded();
        if (event.answer !== 'gone') this.#rate.count(this.#scheduler.now());
        break;
      case 'dropped':
        this.#held -= 1;
        break;
      case 'retried':
      case 'throttled':
        if (event.call === 'poll') this.#polling -= 1;
        this.#failingSince ??= this.#scheduler.now();
        this.#failed(event.error);
        break;
      case 'decisionFailed':
        this.#failed(event.error);
        break;
      case 'error':
        this.#hasFailed = true;
        this.#failed(event.error);
        break;
    }
    if (this.#changed$.observed) this.#changed$.next();
  }

  #responded(): void {
    const now = this.#scheduler.now();
    this.#rate.begin(now);
    this.#lastResponse = now;
    this.#failingSince = undefined;
  }

  #failed(error: unknown): void {
    this.#lastError = Object.freeze({ error, at: new Date(this.#scheduler.now()) });
  }

  /** Emits as long as the rate sinks because nothing happens. */
  #decays(): Observable<unknown> {
    return defer(() =>
      this.#rate.perSecond(this.#scheduler.now()) === 0
        ? EMPTY
        : every(decay, this.#scheduler).pipe(
            takeWhile(() => this.#rate.perSecond(this.#scheduler.now()) > 0, true),
          ),
    );
  }
}

const toDate = (time: number | undefined): Date | undefined =>
  time === undefined ? undefined : new Date(time);

/** Whether nothing has changed but the times. */
const isSame = (a: ActorState, b: ActorState): boolean =>
  a.isRunning === b.isRunning &&
  a.isDraining === b.isDraining &&
  a.hasFailed === b.hasFailed &&
  a.held === b.held &&
  a.polling === b.polling &&
  a.rate === b.rate &&
  a.failingSince?.getTime() === b.failingSince?.getTime() &&
  a.lastError === b.lastError;
