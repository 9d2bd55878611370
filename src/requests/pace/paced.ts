import type { SWFClient } from '@aws-sdk/client-swf';
import {
  asyncScheduler,
  catchError,
  defer,
  type MonoTypeOperatorFunction,
  mergeMap,
  of,
  retry,
  type SchedulerLike,
  tap,
  throwError,
} from 'rxjs';
import { callSafely } from '../calls/callSafely.js';
import { isInstance } from '../descriptions/isError.js';
import { isTransient } from '../errors/isTransient.js';
import { ThrottledError } from '../errors/SwfError.js';
import type { Backoff } from '../retries/Backoff.js';
import { isFinal } from '../retries/isFinal.js';
import { recover } from '../retries/recovery.js';
import type { OutageOptions } from '../retries/retryPolls.js';
import type { PacedOperation } from './documentedRates.js';
import { pacerOf, reportWatch } from './pacerOf.js';

/** Options of {@link paced}. */
export interface PacedOptions extends OutageOptions {
  /** Scheduler of the watch. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike | undefined;
  /**
   * When the answer that this call renews was received, on the clock of `pacerOf(client, scheduler)`; the oldest
   * goes first. @defaultValue the time of subscription
   */
  readonly since?: number | undefined;
  /**
   * True if such calls have worked before, so that only final errors are passed on. @defaultValue false
   */
  readonly hasWorked?: boolean | undefined;
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'> | undefined;
}

/**
 * Sends a call of a watch, or one of many calls of an operation, when its operation's budget allows it, after those with older answers. Transient
 * errors and expired credentials are waited out together with all other watches of the client; other errors
 * are passed on. Each subscription waits for its own turn; unsubscribing gives it up, or aborts the call.
 *
 * @param operation - the operation that the source calls
 */
export function paced<T>(
  client: SWFClient,
  operation: PacedOperation,
  {
    scheduler = asyncScheduler,
    since,
    hasWorked = false,
    backoff = {},
    onRetry,
    onRecovered,
  }: PacedOptions = {},
): MonoTypeOperatorFunction<T> {
  return call$ =>
    defer(() => {
      const pacer = pacerOf(client, scheduler);
      const age = since ?? pacer.now();
      let isBlind = false;
      const pause = (error: unknown, attempt: number) => {
        const isThrottled = isInstance(error, ThrottledError);
        const delay = isThrottled
          ? pacer.throttled(operation, backoff)
          : pacer.unreachable(operation, backoff);
        isBlind = true;
        reportWatch(client, { type: isThrottled ? 'throttled' : 'unreachable', operation, error, delay });
        callSafely(() => backoff.onRetry?.({ error, attempt, delay }));
        callSafely(() => onRetry?.({ error, attempt, delay }));
        // The pacer delays the next turn.
        return of(delay);
      };
      return pacer.run(operation, age, call$).pipe(
        retry({
          resetOnSuccess: true,
          delay: (error: unknown, attempt) => {
            if (isTransient(error) || (hasWorked && !isFinal(error))) return pause(error, attempt);
            return recover(client, error).pipe(
              mergeMap(isRecovered => (isRecovered ? of(0) : throwError(() => error))),
              // The recovery itself may have failed with a transient error.
              catchError((failure: unknown) =>
                failure !== error && isTransient(failure) ? pause(failure, attempt) : throwError(() => error),
              ),
            );
          },
        }),
        tap(() => {
          if (isBlind) callSafely(() => onRecovered?.());
          isBlind = false;
        }),
      );
    });
}
