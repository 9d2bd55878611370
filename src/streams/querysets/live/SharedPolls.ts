import type { SWFClient } from '@aws-sdk/client-swf';
import {
  BehaviorSubject,
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  finalize,
  first,
  ignoreElements,
  merge,
  type Observable,
  ReplaySubject,
  repeat,
  type SchedulerLike,
  share,
  switchMap,
  take,
  tap,
} from 'rxjs';
import {
  callSafely,
  type OutageOptions,
  type PacedOptions,
  paced,
  pacerOf,
  wait,
} from '../../../requests/index.js';
import type { Paced } from './readListings.js';

type Pollers<T> = Map<SchedulerLike, Map<string, Poller<T>>>;

// Subscribers of one query share a poller: the first one starts it, the last one to leave ends it. Polls follow
// each other at the shortest interval that any of them wants, and outages are reported to all of them.

/** Wishes of a subscriber of a poller. */
export interface PollOptions extends OutageOptions, Pick<PacedOptions, 'backoff'> {
  readonly interval: number;
  readonly scheduler: SchedulerLike;
}

interface Poller<T> {
  readonly values$: Observable<T>;
  readonly subscribers: Set<PollOptions>;
  readonly interval$: BehaviorSubject<number>;
}

/** Milliseconds after which a poll follows another one because there is news: a listing may lag behind it. */
const soon = 1_000;

/** The place of a poller. */
export interface PollPlace {
  readonly client: SWFClient;
  /** Distinguishes the query from the others of the client. */
  readonly key: string;
  /** Emits when there may be something new: a reason to poll soon. */
  readonly news$?: Observable<unknown>;
}

/** The pollers of one kind that have subscribers, by client, scheduler and query. */
export class SharedPolls<T> {
  readonly #pollers = new WeakMap<SWFClient, Pollers<T>>();

  /**
   * Emits the last value of a query that is being polled already, and then each new one.
   *
   * @param begin - prepares the polls of a new poller; each subscription to the result is one poll
   */
  poll(
    { client, key, news$ = EMPTY }: PollPlace,
    options: PollOptions,
    begin: (paced: Paced) => Observable<T>,
  ): Observable<T> {
    return defer(() => {
      const pollers = this.#at(client, options.scheduler);
      const poller = pollers.get(key) ?? newPoller(client, news$, options, begin);
      pollers.set(key, poller);
      const subscriber = { ...options };
      poller.subscribers.add(subscriber);
      retime(poller);
      return poller.values$.pipe(
        finalize(() => {
          poller.subscribers.delete(subscriber);
          if (poller.subscribers.size > 0) retime(poller);
          else if (pollers.get(key) === poller) {
            pollers.delete(key);
            if (pollers.size === 0) this.#pollers.get(client)?.delete(options.scheduler);
          }
        }),
      );
    });
  }

  #at(client: SWFClient, scheduler: SchedulerLike): Map<string, Poller<T>> {
    const schedulers: Pollers<T> = this.#pollers.get(client) ?? new Map();
    this.#pollers.set(client, schedulers);
    const pollers = schedulers.get(scheduler) ?? new Map<string, Poller<T>>();
    schedulers.set(scheduler, pollers);
    return pollers;
  }
}

function newPoller<T>(
  client: SWFClient,
  news$: Observable<unknown>,
  { interval, scheduler, backoff }: PollOptions,
  begin: (paced: Paced) => Observable<T>,
): Poller<T> {
  const subscribers = new Set<PollOptions>();
  const interval$ = new BehaviorSubject(interval);
  const pacer = pacerOf(client, scheduler);
  const values$ = defer(() => {
    let [hasWorked, isBlind, since] = [false, false, pacer.now()];
    const options: PacedOptions = {
      scheduler,
      backoff,
      onRetry: retry => {
        isBlind = true;
        for (const { onRetry } of subscribers) callSafely(() => onRetry?.(retry));
      },
      onRecovered: () => {
        // Of the calls that failed together, the first one to work tells.
        if (!isBlind) return;
        isBlind = false;
        for (const { onRecovered } of subscribers) callSafely(() => onRecovered?.());
      },
    };
    const isNoticed$ = new BehaviorSubject(false);
    const poll$ = begin(
      operation => call$ =>
        defer(() => call$.pipe(paced(client, operation, { ...options, since, hasWorked }))).pipe(
          tap(() => {
            hasWorked = true;
          }),
        ),
    );
    const next$ = defer(() => {
      const ended = pacer.now();
      const after = (period: number) => wait(Math.max(0, ended + period - pacer.now()), scheduler);
      const due$ = interval$.pipe(distinctUntilChanged(), switchMap(after));
      const noticed$ = isNoticed$.pipe(
        first(isNoticed => isNoticed),
        switchMap(() => after(soon)),
      );
      return merge(due$, noticed$).pipe(take(1));
    });
    const polls$ = defer(() => {
      const began = pacer.now();
      // News that come during a poll may be missing in its answer.
      isNoticed$.next(false);
      return poll$.pipe(
        finalize(() => {
          since = began;
        }),
      );
    }).pipe(repeat({ delay: () => next$ }));
    const heard$ = news$.pipe(
      tap(() => isNoticed$.next(true)),
      ignoreElements(),
      // Without its source of news, the query is polled as any other.
      catchError(() => EMPTY),
    );
    return merge(polls$, heard$);
  }).pipe(share({ connector: () => new ReplaySubject<T>(1) }));
  return { values$, subscribers, interval$ };
}

function retime<T>({ subscribers, interval$ }: Poller<T>): void {
  interval$.next(Math.min(...[...subscribers].map(({ interval }) => interval)));
}
