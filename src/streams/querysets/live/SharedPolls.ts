import type { SWFClient } from '@aws-sdk/client-swf';
import {
  BehaviorSubject,
  defer,
  distinctUntilChanged,
  finalize,
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

/** What a subscriber wants of a poller. */
export interface PollOptions extends OutageOptions, Pick<PacedOptions, 'backoff'> {
  readonly interval: number;
  readonly scheduler: SchedulerLike;
}

interface Poller<T> {
  readonly values$: Observable<T>;
  readonly subscribers: Set<PollOptions>;
  readonly interval$: BehaviorSubject<number>;
}

/** The place of a poller. */
export interface PollPlace {
  readonly client: SWFClient;
  /** Distinguishes the query from the others of the client. */
  readonly key: string;
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
    { client, key }: PollPlace,
    options: PollOptions,
    begin: (paced: Paced) => Observable<T>,
  ): Observable<T> {
    return defer(() => {
      const pollers = this.#at(client, options.scheduler);
      const poller = pollers.get(key) ?? newPoller(client, options, begin);
      pollers.set(key, poller);
      const subscriber = { ...options };
      poller.subscribers.add(subscriber);
      retime(poller);
      return poller.values$.pipe(
        finalize(() => {
          poller.subscribers.delete(subscriber);
          if (poller.subscribers.size > 0) retime(poller);
          else if (pollers.get(key) === poller) pollers.delete(key);
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
      return interval$.pipe(
        distinctUntilChanged(),
        switchMap(period => wait(Math.max(0, ended + period - pacer.now()), scheduler)),
        take(1),
      );
    });
    return defer(() => {
      const began = pacer.now();
      return poll$.pipe(
        finalize(() => {
          since = began;
        }),
      );
    }).pipe(repeat({ delay: () => next$ }));
  }).pipe(share({ connector: () => new ReplaySubject<T>(1) }));
  return { values$, subscribers, interval$ };
}

function retime<T>({ subscribers, interval$ }: Poller<T>): void {
  interval$.next(Math.min(...[...subscribers].map(({ interval }) => interval)));
}
