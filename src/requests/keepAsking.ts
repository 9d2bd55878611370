import type { SWFClient } from '@aws-sdk/client-swf';
import { type Observable, of, tap } from 'rxjs';
import { isTransient } from './errors.js';
import { harmless } from './harmless.js';
import { isFinal } from './isFinal.js';
import { recover } from './recover.js';
import { type Backoff, type Retry, retryTransient } from './retryTransient.js';

/**
 * Returns a backoff for calls on behalf of something that has worked before, such as a held task: expired
 * credentials are renewed, and only final errors are passed on.
 */
export const enduring = (client: SWFClient, backoff: Backoff): Backoff => ({
  ...backoff,
  isPassing: error => !isFinal(error),
  recover: error => recover(client, error),
});

/** Callbacks of a polling stream for outages: the stream emits nothing while SWF can't be reached. */
export interface BlindOptions {
  /** Called for each failed call that will be retried: the last emitted value may be out of date. */
  readonly onRetry?: (retry: Retry) => void;
  /** Called on the first response after that, whether or not there is something new to emit. */
  readonly onRecovered?: () => void;
}

/**
 * Retries the calls of a polling stream. Until one of them has succeeded, errors that are neither transient
 * nor resolved by {@link recover} are passed on, because they may come from a wrong setup; after that, the
 * calls are {@link enduring}.
 *
 * @returns the operator for the calls of one subscription to the stream
 */
export function keepAsking(
  client: () => SWFClient | undefined,
  backoff: Backoff,
  { onRetry, onRecovered }: BlindOptions = {},
): <T>(call$: Observable<T>) => Observable<T> {
  let hasWorked = false;
  let isBlind = false;
  const note = () => {
    hasWorked = true;
    if (!isBlind) return;
    isBlind = false;
    harmless(() => onRecovered?.());
  };
  const settings: Backoff = {
    ...backoff,
    onRetry: retry => {
      isBlind = true;
      harmless(() => backoff.onRetry?.(retry));
      harmless(() => onRetry?.(retry));
    },
    isPassing: error => (hasWorked ? !isFinal(error) : isTransient(error)),
    recover: error => {
      const known = client();
      return known === undefined ? of(false) : recover(known, error);
    },
  };
  return call$ => call$.pipe(tap(note), retryTransient(settings));
}
