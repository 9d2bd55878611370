import {
  catchError,
  concat,
  defer,
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
  Subject,
  takeUntil,
  tap,
  throwError,
} from 'rxjs';
import { type Backoff, isInstance, type MonotonicClock, ThrottledError } from '../../../requests/index.js';
import type { UntimedEvent } from '../events/ActorEvent.js';
import type { Task } from '../tasks/Task.js';
import type { Demand } from './Demand.js';
import type { Drain } from './Drain.js';
import type { HeldTasks } from './HeldTasks.js';
import { RateLimit, type Token } from './RateLimit.js';
import type { Permit } from './Semaphore.js';
import { SharedBackoff } from './SharedBackoff.js';
import { Slot, type SlotOptions } from './Slot.js';
import { TaskLists } from './TaskLists.js';
import { WarmUp } from './WarmUp.js';

/** Dependencies and settings of one subscription to an actor. */
export interface PollingOptions<T extends Task> {
  readonly taskLists: readonly string[];
  readonly concurrency: number;
  readonly pollers: number;
  /** Whether polling ramps up as tasks are delivered. */
  readonly isGradual: boolean;
  readonly rateLimit: number;
  readonly backoff: Backoff;
  readonly clock: MonotonicClock;
  readonly drain: Drain | undefined;
  /** Restricts polling to what a loop asks for. */
  readonly demand: Demand | undefined;
  /** Tasks held by the actor, in all its subscriptions. */
  readonly held: HeldTasks<T>;
  /** Polls a list once. */
  readonly poll: (taskList: string) => Observable<T | undefined>;
  /** Whether to back off and retry after an error. */
  readonly isRetryable: (error: unknown) => boolean;
  /** Tries to recover from an error that a retry cannot fix, and emits whether that succeeded. */
  readonly recover: (error: unknown) => Observable<boolean>;
  /** Gives up a held task at the drain deadline. */
  readonly giveUp: (task: T, how: 'fail' | 'release') => Observable<unknown>;
  /** Runs before the first poll. */
  readonly prepare: Observable<unknown>;
  /** Reports an event, and whether another poller has reported the same in this round of the backoff. */
  readonly report: (event: UntimedEvent<T>, isRepeated?: boolean) => void;
}

/** A poll that may start: its list, and what it occupies until it has ended. */
interface NextPoll {
  readonly taskList: string;
  readonly permit: Permit;
  /** Tokens of the rate limit and of the demand. */
  readonly tokens: readonly Token[];
}

/**
 * The polling of one subscription to an actor: `poll` comes in, tasks go out. `concurrency` slots run the
 * same loop: wait for the backoff, a permit and a rate limit token; poll; emit the task; wait for its answer.
 *
 * Invariant: a task occupies one slot until it is released, so at most `concurrency` tasks are held, and each
 * `hold` is followed by a `release`. Pitfalls: a task may arrive while the subscriber leaves; it is never
 * delivered then, and must be released. A poll that is unsubscribed from must not release its permit, or
 * another slot would poll during teardown. Draining stops new polls first, and polls in flight later.
 */
export class Polling<T extends Task> {
  readonly #options: PollingOptions<T>;
  readonly #lists: TaskLists;
  readonly #warmUp: WarmUp;
  readonly #rate: RateLimit | undefined;
  readonly #isUnlimited: boolean;
  readonly #sharedBackoff: SharedBackoff;
  readonly #untilDraining: <A>(source: Observable<A>) => Observable<A>;
  readonly #untilPollsOver: MonoTypeOperatorFunction<T | undefined>;
  #polls = 0;
  #unfinished = 0;

  constructor(options: PollingOptions<T>) {
    const { taskLists, pollers, isGradual, rateLimit, backoff, clock, drain, demand } = options;
    this.#options = options;
    this.#lists = new TaskLists(taskLists);
    this.#warmUp = new WarmUp(taskLists.length, pollers, clock, isGradual);
    this.#rate = rateLimit === Number.POSITIVE_INFINITY ? undefined : new RateLimit(rateLimit, clock);
    this.#isUnlimited = this.#rate === undefined && demand === undefined;
    this.#sharedBackoff = new SharedBackoff(backoff, clock);
    this.#untilDraining = drain === undefined ? identity : takeUntil(drain.begun$);
    this.#untilPollsOver = drain === undefined ? identity : takeUntil(drain.pollsOver$);
  }

  /** Emits the tasks until draining is over. */
  tasks(): Observable<T> {
    const { concurrency, drain, held, clock, report, prepare } = this.#options;
    const slot$ = this.#slot();
    const tasks$ = concat(
      prepare.pipe(this.#untilDraining, ignoreElements()),
      defer(() =>
        merge(range(concurrency).pipe(mergeMap(() => slot$)), this.#warmUp.run().pipe(this.#untilDraining)),
      ),
    );
    if (drain === undefined) return tasks$;
    const over$ = new Subject<void>();
    const end = () => {
      report({ type: 'drained', unfinished: this.#unfinished });
      over$.next();
    };
    const begin = () => report({ type: 'draining', held: held.of(clock).length, polls: this.#polls });
    return merge(
      drain.run(begin, how => this.#giveUp(how)).pipe(takeUntil(over$)),
      tasks$.pipe(tap({ complete: end })),
    );
  }

  #slot(): Observable<T> {
    const { held, drain } = this.#options;
    const options: SlotOptions<T> = {
      poll$: this.#next(),
      isOver: () => drain?.begun === true,
      deliver: task => held.deliver(task),
      delivered: () => this.#warmUp.delivered(),
      release: task => held.release(task),
    };
    return new Observable(subscriber => new Slot(subscriber, options).run());
  }

  /** The next poll, as soon as it may start. */
  #next(): Observable<T | undefined> {
    const allowed$ = this.#whenAllowed().pipe(
      this.#untilDraining,
      mergeMap(next => this.#poll(next)),
    );
    const permitted$ = this.#warmUp.permits.acquire().pipe(
      this.#untilDraining,
      mergeMap(permit => this.#poll(this.#nextPoll(permit))),
    );
    return new Observable(subscriber => {
      if (this.#options.drain?.begun) return subscriber.complete();
      if (!this.#isUnlimited || !this.#sharedBackoff.isOver) return allowed$.subscribe(subscriber);
      // Usually there is nothing to wait for but a permit, and often not even that. This saves each task the
      // dozen subscriptions of `allowed$`.
      const permit = this.#warmUp.permits.tryAcquire();
      return (permit === undefined ? permitted$ : this.#poll(this.#nextPoll(permit))).subscribe(subscriber);
    });
  }

  #whenAllowed(): Observable<NextPoll> {
    const wanted$ = tokens(this.#options.demand);
    const rate$ = tokens(this.#rate);
    return wanted$.pipe(
      mergeMap(wanted =>
        this.#sharedBackoff.over().pipe(
          mergeMap(() => this.#warmUp.permits.acquire()),
          mergeMap(permit => rate$.pipe(map(rate => this.#nextPoll(permit, [...wanted, ...rate])))),
        ),
      ),
    );
  }

  #nextPoll(permit: Permit, tokens: readonly Token[] = []): NextPoll {
    return { permit, tokens, taskList: this.#lists.begin() };
  }

  #poll(next: NextPoll): Observable<T | undefined> {
    const { poll, held, report, clock } = this.#options;
    const { taskList } = next;
    const begun = clock.now();
    this.#polls += 1;
    report({ type: 'poll', taskList });
    let isOpen = true;
    let brought: T | undefined;
    const end = () => {
      isOpen = false;
      this.#end(next, brought !== undefined);
    };
    const receive = (task: T | undefined) => {
      isOpen = false;
      brought = task;
      this.#sharedBackoff.succeeded();
      const duration = clock.now() - begun;
      if (task === undefined) {
        this.#warmUp.end();
        return report({ type: 'empty', taskList, duration });
      }
      // Held before it is reported, because a listener may answer it right away.
      held.hold(task, clock);
      report({ type: 'received', taskList, task, duration });
    };
    // Written without `tap` and `catchError` because each task passes through here.
    const polled$ = new Observable<T | undefined>(subscriber => {
      subscriber.add(() => {
        // Releases no permit: otherwise, another slot would poll while the actor is being unsubscribed from.
        if (isOpen) {
          this.#polls -= 1;
          report({ type: 'aborted', taskList });
        }
        if (brought !== undefined) held.releaseUndelivered(brought);
      });
      subscriber.add(
        poll(taskList).subscribe({
          next: task => {
            receive(task);
            subscriber.next(task);
          },
          complete: () => {
            end();
            subscriber.complete();
          },
          error: (error: unknown) => {
            end();
            this.#survive(error, taskList).subscribe(subscriber);
          },
        }),
      );
    });
    // Also cuts off a credential provider that never responds.
    return polled$.pipe(this.#untilPollsOver);
  }

  #end({ permit, tokens, taskList }: NextPoll, isReceived: boolean): void {
    this.#polls -= 1;
    this.#lists.end(taskList);
    for (const token of tokens) token.release(isReceived);
    permit.release();
  }

  /**
   * Makes all pollers back off if the error may pass; otherwise tries to recover, and rethrows if it can't.
   */
  #survive(error: unknown, taskList: string): Observable<undefined> {
    const { report, recover, isRetryable } = this.#options;
    if (isRetryable(error)) return this.#waitOut(error, taskList);
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
        if (failure !== error && isRetryable(failure)) return this.#waitOut(failure, taskList);
        tell('aborted');
        return throwError(() => error);
      }),
    );
  }

  #waitOut(error: unknown, taskList: string): Observable<undefined> {
    const { delay, attempt, isNew } = this.#sharedBackoff.failed();
    const type = isInstance(error, ThrottledError) ? 'throttled' : 'retried';
    this.#options.report({ type, call: 'poll', taskList, error, attempt, delay }, !isNew);
    return of(undefined);
  }

  #giveUp(how: 'fail' | 'release'): Observable<unknown> {
    const { held, clock, giveUp } = this.#options;
    const tasks = held.of(clock);
    this.#unfinished = tasks.length;
    return from(tasks).pipe(mergeMap(task => giveUp(task, how)));
  }
}

const none$ = of<readonly Token[]>([]);

/** Emits a token of a limit, or none if there is no limit. */
const tokens = (limit: RateLimit | Demand | undefined): Observable<readonly Token[]> =>
  limit === undefined ? none$ : limit.acquire().pipe(map(token => [token]));
