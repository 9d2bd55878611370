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
import { InvalidArgumentError, isTransient } from './errors.js';
import { harmless } from './harmless.js';
import { showValue } from './showValue.js';
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

/** Refuses what is not a backoff, misspelt members of one, and numbers that would make a wait endless. */
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
  // Each answer and each heartbeat comes through here: nothing is made for it.
  for (const name of numbers) {
    const value = backoff[name];
    if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
    throw new InvalidArgumentError(`${name} of ${subject} must be a number from 0, got ${showValue(value)}`, {
      resource: name,
    });
  }
}

const numbers = ['initial', 'max', 'count'] as const;

/** The wait before retry number `attempt` (from 1): between half and the whole of the doubled period, in ms. */
export function backoffDelay(
  attempt: number,
  { initial = 250, max = 30_000, random = Math.random }: Backoff = {},
): number {
  // The factor stays finite: 0 times Infinity is no number.
  const whole = Math.min(max, initial * 2 ** Math.min(attempt - 1, 1_000));
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
