import { type Observable, of, tap } from 'rxjs';
import { callSafely } from '../calls/callSafely.js';
import { isTransient } from '../errors/isTransient.js';
import type { Backoff, Retry } from './Backoff.js';
import { isFinal } from './isFinal.js';
import { type CorrectableClient, recover } from './recovery.js';
import { retryTransient } from './retryTransient.js';

/** Callbacks of a polling stream for outages: the stream emits nothing while SWF can't be reached. */
export interface OutageOptions {
  /** Called for each failed call that will be retried: the last emitted value may be out of date. */
  readonly onRetry?: (retry: Retry) => void;
  /** Called on the first response after that, whether or not there is something new to emit. */
  readonly onRecovered?: () => void;
}

/**
 * Retries the calls of a polling stream. Until one of them has succeeded, errors that are neither transient
 * nor resolved by {@link recover} are passed on, because they may come from a wrong setup; after that, the
 * calls are {@link enduringBackoff}.
 *
 * @returns the operator for the calls of one subscription to the stream
 */
export function retryPolls(
  client: () => CorrectableClient | undefined,
  backoff: Backoff,
  { onRetry, onRecovered }: OutageOptions = {},
): <T>(call$: Observable<T>) => Observable<T> {
  let hasWorked = false;
  let isBlind = false;
  const note = () => {
    hasWorked = true;
    if (!isBlind) return;
    isBlind = false;
    callSafely(() => onRecovered?.());
  };
  const settings: Backoff = {
    ...backoff,
    onRetry: retry => {
      isBlind = true;
      callSafely(() => backoff.onRetry?.(retry));
      callSafely(() => onRetry?.(retry));
    },
    isRetryable: error => (hasWorked ? !isFinal(error) : isTransient(error)),
    recover: error => {
      const known = client();
      return known === undefined ? of(false) : recover(known, error);
    },
  };
  return call$ => call$.pipe(tap(note), retryTransient(settings));
}
