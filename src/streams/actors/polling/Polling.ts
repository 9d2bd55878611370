import {
  catchError,
  concat,
  defer,
  EMPTY,
  from,
  identity,
  ignoreElements,
  type MonoTypeOperatorFunction,
  map,
  merge,
  mergeMap,
  Observable,
  of,
  range,
  repeat,
  Subject,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { type Backoff, isInstance, type MonotonicClock, ThrottledError } from '../../../requests/index.js';
import type { Happening } from '../events/ActorEvent.js';
import type { Task } from '../tasks/Task.js';
import type { Drain } from './Drain.js';
import { RateLimit, type Turn } from './RateLimit.js';
import type { Place } from './Room.js';
import { Slowdown } from './Slowdown.js';
import { TaskLists } from './TaskLists.js';
import { WarmUp } from './WarmUp.js';

/** All that one subscription to an actor needs. */
export interface PollingOptions<T extends Task> {
  readonly taskLists: readonly string[];
  readonly concurrency: number;
  readonly pollers: number;
  /** Whether polls become more as tasks are delivered. */
  readonly isGradual: boolean;
  readonly rateLimit: number;
  readonly backoff: Backoff;
  readonly clock: MonotonicClock;
  readonly drain: Drain | undefined;
  /** Polls a list once. */
  readonly poll: (taskList: string) => Observable<T | undefined>;
  /** Told of each poll that SWF has answered. */
  readonly worked: () => void;
  /** Whether waiting may mend an error. */
  readonly isPassing: (error: unknown) => boolean;
  /** Tries to mend what waiting cannot, and emits whether it has. */
  readonly recover: (error: unknown) => Observable<boolean>;
  /** What to do with a task that is held when the time for draining is up. */
  readonly giveUp: (task: T, how: 'fail' | 'release') => Observable<unknown>;
  /** What is done before the first poll. */
  readonly prepare: Observable<unknown>;
  /** Told of each task from its reception to its answer, or until it is dropped. */
  readonly hold: (task: T) => void;
  readonly drop: (task: T) => void;
  /** Told what happens, and whether it is what another poller has met in the same round of faults. */
  readonly report: (happening: Happening<T>, isRepeated?: boolean) => void;
}

/** The right to poll a list once. */
interface Permit {
  readonly taskList: string;
  readonly place: Place;
  readonly turn: Turn | undefined;
}

/** The polling of one subscription to an actor: places for tasks, each of which polls while it is free. */
export class Polling<T extends Task> {
  readonly #options: PollingOptions<T>;
  readonly #lists: TaskLists;
  readonly #warmUp: WarmUp;
  readonly #rate: RateLimit | undefined;
  readonly #slowdown: Slowdown;
  readonly #held = new Set<T>();
  /** Tasks that have come and that nobody has been given yet. */
  readonly #undelivered = new Set<T>();
  readonly #untilDraining: <A>(source: Observable<A>) => Observable<A>;
  readonly #untilPollsOver: MonoTypeOperatorFunction<T | undefined>;
  readonly #again: { delay: () => Observable<unknown> };
  #polls = 0;
  #unfinished = 0;

  constructor(options: PollingOptions<T>) {
    const { taskLists, pollers, isGradual, rateLimit, backoff, clock, drain } = options;
    this.#options = options;
    this.#lists = new TaskLists(taskLists);
    this.#warmUp = new WarmUp(taskLists.length, pollers, clock, isGradual);
    this.#rate = rateLimit === Number.POSITIVE_INFINITY ? undefined : new RateLimit(rateLimit, clock);
    this.#slowdown = new Slowdown(backoff, clock);
    this.#untilDraining = drain === undefined ? identity : takeUntil(drain.begun$);
    this.#untilPollsOver = drain === undefined ? identity : takeUntil(drain.pollsOver$);
    const now$ = of(undefined);
    this.#again = { delay: () => (drain?.begun ? EMPTY : now$) };
  }

  /** The tasks, until draining is over. */
  tasks(): Observable<T> {
    const { concurrency, drain, report, prepare } = this.#options;
    const place$ = this.#place();
    const tasks$ = concat(
      prepare.pipe(this.#untilDraining, ignoreElements()),
      defer(() =>
        merge(range(concurrency).pipe(mergeMap(() => place$)), this.#warmUp.run().pipe(this.#untilDraining)),
      ),
    );
    if (drain === undefined) return tasks$;
    const over$ = new Subject<void>();
    const end = () => {
      report({ type: 'drained', unfinished: this.#unfinished });
      over$.next();
    };
    const begin = () => report({ type: 'draining', held: this.#held.size, polls: this.#polls });
    return merge(
      drain.run(begin, how => this.#giveUp(how)).pipe(takeUntil(over$)),
      tasks$.pipe(tap({ complete: end })),
    );
  }

  /** One place: poll, hand the task on, wait for its answer, poll again. */
  #place(): Observable<T> {
    return this.#next().pipe(
      mergeMap(task => (task === undefined ? EMPTY : this.#deliver(task))),
      repeat(this.#again),
    );
  }

  /** Polls once, as soon as that may be. */
  #next(): Observable<T | undefined> {
    return defer(() => {
      if (this.#options.drain?.begun) return EMPTY;
      // Nearly always there is nothing to wait for; then a poll costs no more subscriptions than its own.
      const place = this.#rate === undefined && this.#slowdown.isOver ? this.#warmUp.room.take() : undefined;
      if (place !== undefined) return this.#poll({ place, turn: undefined, taskList: this.#lists.begin() });
      return this.#permit().pipe(
        this.#untilDraining,
        mergeMap(permit => this.#poll(permit)),
      );
    });
  }

  #permit(): Observable<Permit> {
    const turn$: Observable<Turn | undefined> = this.#rate?.turn() ?? of(undefined);
    return this.#slowdown.over().pipe(
      mergeMap(() => this.#warmUp.room.place()),
      mergeMap(place => turn$.pipe(map(turn => ({ place, turn, taskList: this.#lists.begin() })))),
    );
  }

  #poll(permit: Permit): Observable<T | undefined> {
    const { poll, report, clock, worked } = this.#options;
    const { taskList } = permit;
    const begun = clock.now();
    this.#polls += 1;
    report({ type: 'poll', taskList });
    let isOpen = true;
    let brought: T | undefined;
    const end = () => {
      isOpen = false;
      this.#end(permit, brought !== undefined);
    };
    return poll(taskList).pipe(
      tap({
        next: task => {
          isOpen = false;
          brought = task;
          this.#slowdown.succeeded();
          worked();
          const duration = clock.now() - begun;
          if (task === undefined) {
            this.#warmUp.end();
            return report({ type: 'empty', taskList, duration });
          }
          // Held before it is told, so that whoever is told may answer it.
          this.#receive(task);
          report({ type: 'received', taskList, task, duration });
        },
        complete: end,
        error: end,
        // No place is freed: nobody is to poll in its place when the actor is unsubscribed from.
        unsubscribe: () => {
          if (!isOpen) return;
          this.#polls -= 1;
          report({ type: 'aborted', taskList });
        },
        finalize: () => {
          if (brought !== undefined && this.#undelivered.has(brought)) this.#release(brought);
        },
      }),
      catchError((error: unknown) => this.#survive(error, taskList)),
      // Also cuts off a provider of credentials that never answers.
      this.#untilPollsOver,
    );
  }

  #end({ place, turn, taskList }: Permit, received: boolean): void {
    this.#polls -= 1;
    this.#lists.end(taskList);
    turn?.end(received);
    place.free();
  }

  /** What time may mend is waited out, by all pollers; expired credentials are replaced; all else errors. */
  #survive(error: unknown, taskList: string): Observable<undefined> {
    const { report, recover, isPassing } = this.#options;
    if (isPassing(error)) return this.#waitOut(error, taskList);
    let isTold = false;
    const tell = (type: 'recovered' | 'aborted') => {
      if (isTold) return;
      isTold = true;
      report({ type, taskList });
    };
    return recover(error).pipe(
      mergeMap(recovered => (recovered ? of(undefined) : throwError(() => error))),
      tap({ next: () => tell('recovered'), unsubscribe: () => tell('aborted') }),
      catchError((failure: unknown) => {
        if (failure !== error && isPassing(failure)) return this.#waitOut(failure, taskList);
        tell('aborted');
        return throwError(() => error);
      }),
    );
  }

  #waitOut(error: unknown, taskList: string): Observable<undefined> {
    const { delay, attempt, isNew } = this.#slowdown.failed();
    const type = isInstance(error, ThrottledError) ? 'throttled' : 'retried';
    this.#options.report({ type, call: 'poll', taskList, error, attempt, delay }, !isNew);
    return of(undefined);
  }

  #receive(task: T): void {
    this.#held.add(task);
    this.#undelivered.add(task);
    this.#options.hold(task);
  }

  #release(task: T): void {
    this.#undelivered.delete(task);
    this.#held.delete(task);
    this.#options.drop(task);
  }

  /** Emits the task, and completes when it is answered. */
  #deliver(task: T): Observable<T> {
    // By hand, as each task goes through it: `startWith` alone would cost it five subscriptions.
    return new Observable<T>(subscriber => {
      this.#undelivered.delete(task);
      subscriber.add(() => this.#release(task));
      subscriber.next(task);
      if (!subscriber.closed) this.#warmUp.delivered();
      subscriber.add(task.answered$.subscribe({ complete: () => subscriber.complete() }));
    });
  }

  #giveUp(how: 'fail' | 'release'): Observable<unknown> {
    const tasks = [...this.#held];
    this.#unfinished = tasks.length;
    return from(tasks).pipe(mergeMap(task => this.#options.giveUp(task, how)));
  }
}
