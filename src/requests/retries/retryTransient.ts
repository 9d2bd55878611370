import {
  asyncScheduler,
  catchError,
  type MonoTypeOperatorFunction,
  mergeMap,
  type Observable,
  of,
  retry,
  throwError,
} from 'rxjs';
import { callSafely } from '../calls/callSafely.js';
import { timeoutCallsOn } from '../calls/callScheduler.js';
import { isTransient } from '../errors/isTransient.js';
import { wait } from '../waits/wait.js';
import { type Backoff, backoffDelay, checkBackoff } from './Backoff.js';

/**
 * Resubscribes to the source after a transient error (throttling, 5xx, connection resets, timeouts), with a
 * jittered exponential backoff. Any other error is passed on immediately. A value resets the backoff.
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
  const { count = Number.POSITIVE_INFINITY, scheduler = asyncScheduler, isRetryable = isTransient } = backoff;
  const waited = (error: unknown, attempt: number) => {
    const delay = backoffDelay(attempt, backoff);
    callSafely(() => backoff.onRetry?.({ error, attempt, delay }));
    return wait(delay, scheduler);
  };
  const retried = retry<T>({
    resetOnSuccess: true,
    delay: (error: unknown, attempt) => {
      if (attempt > count) return throwError(() => error);
      if (isRetryable(error)) return waited(error, attempt);
      return recovered(error, backoff).pipe(
        // The recovery itself may have failed with a transient error.
        catchError((failure: unknown) =>
          failure !== error && isRetryable(failure) ? waited(failure, attempt) : throwError(() => error),
        ),
      );
    },
  });
  return call$ => call$.pipe(timeoutCallsOn(scheduler), retried);
}

/** Emits if the recovery succeeded; otherwise errors with the original error. */
function recovered(error: unknown, { recover = () => of(false) }: Backoff): Observable<unknown> {
  return recover(error).pipe(
    mergeMap(isRecovered => (isRecovered ? of(undefined) : throwError(() => error))),
  );
}
