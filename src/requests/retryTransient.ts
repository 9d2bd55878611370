import {
  asyncScheduler,
  catchError,
  type MonoTypeOperatorFunction,
  mergeMap,
  type Observable,
  of,
  retry,
  type SchedulerLike,
  throwError,
} from 'rxjs';
import { callsOn } from './callsOn.js';
import { checkOptions } from './checkOptions.js';
import { isTransient } from './errors.js';
import { harmless } from './harmless.js';
import { wait } from './wait.js';

/** A call that is about to be made again. */
export interface Retry {
  readonly error: unknown;
  /** Which retry it is, from 1. */
  readonly attempt: number;
  /** Milliseconds until then. */
  readonly delay: number;
}

/** How long to wait between attempts, and how often to try. Durations in milliseconds. */
export interface Backoff {
  /** The longest wait before the second attempt. Doubles with each attempt. @defaultValue 250 */
  readonly initial?: number;
  /** No wait is longer. @defaultValue 30 000 */
  readonly max?: number;
  /** Retries before the error is passed on. @defaultValue Infinity */
  readonly count?: number;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Told of each retry before its wait begins. */
  readonly onRetry?: (retry: Retry) => void;
  /** Whether waiting may mend an error. @defaultValue throttling, 5xx, resets, timeouts and their like */
  readonly isPassing?: (error: unknown) => boolean;
  /** Tries to mend what waiting cannot: emits whether it has. Then the call is made again at once. */
  readonly recover?: (error: unknown) => Observable<boolean>;
  /** Numbers in [0, 1) for the jitter. @defaultValue Math.random */
  readonly random?: () => number;
}

/** Refuses what is not a backoff, and misspelt members of one. */
export function checkBackoff(backoff: Backoff, subject = 'backoff'): void {
  checkOptions(subject, backoff, {
    initial: true,
    max: true,
    count: true,
    scheduler: true,
    onRetry: true,
    isPassing: true,
    recover: true,
    random: true,
  });
}

/** The wait before retry number `attempt` (from 1): between half and the whole of the doubled period, in ms. */
export function backoffDelay(
  attempt: number,
  { initial = 250, max = 30_000, random = Math.random }: Backoff = {},
): number {
  const whole = Math.min(max, initial * 2 ** (attempt - 1));
  return whole / 2 + (random() * whole) / 2;
}

/**
 * Resubscribes to the source, after a jittered exponential wait, when it errors with what time may mend
 * (throttling, 5xx, resets, timeouts). Every other error is passed on at once. A value resets the wait.
 *
 * @example
 * ```ts
 * import { Domain, retryTransient } from 'rx-swf';
 *
 * new Domain({ name: 'media' }).exists().pipe(retryTransient({ count: 5, max: 5_000 }));
 * ```
 */
export function retryTransient<T>(backoff: Backoff = {}): MonoTypeOperatorFunction<T> {
  checkBackoff(backoff, 'retryTransient()');
  const { count = Number.POSITIVE_INFINITY, scheduler = asyncScheduler, isPassing = isTransient } = backoff;
  const waited = (error: unknown, attempt: number) => {
    const delay = backoffDelay(attempt, backoff);
    harmless(() => backoff.onRetry?.({ error, attempt, delay }));
    return wait(delay, scheduler);
  };
  const retried = retry<T>({
    resetOnSuccess: true,
    delay: (error: unknown, attempt) => {
      if (attempt > count) return throwError(() => error);
      if (isPassing(error)) return waited(error, attempt);
      return recovered(error, backoff).pipe(
        // What has kept it from being mended may pass as well.
        catchError((failure: unknown) =>
          failure !== error && isPassing(failure) ? waited(failure, attempt) : throwError(() => error),
        ),
      );
    },
  });
  return call$ => call$.pipe(callsOn(scheduler), retried);
}

/** Emits if the error has been mended, and errors with it if not. */
function recovered(error: unknown, { recover = () => of(false) }: Backoff): Observable<unknown> {
  return recover(error).pipe(mergeMap(mended => (mended ? of(undefined) : throwError(() => error))));
}
