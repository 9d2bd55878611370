import type { SWFClient } from '@aws-sdk/client-swf';
import { type Observable, of, tap } from 'rxjs';
import { isTransient } from './errors.js';
import { harmless } from './harmless.js';
import { isFinal } from './isFinal.js';
import { recover } from './recover.js';
import { type Backoff, type Retry, retryTransient } from './retryTransient.js';

/**
 * The backoff of a call on behalf of what has worked before, such as a task that is held: expired credentials are
 * renewed, and only what SWF itself refuses is passed on.
 */
export const enduring = (client: SWFClient, backoff: Backoff): Backoff => ({
  ...backoff,
  isPassing: error => !isFinal(error),
  recover: error => recover(client, error),
});

/** How a stream that asks again and again tells that it is blind: it emits nothing while SWF cannot be asked. */
export interface BlindOptions {
  /** Told of each call that has failed and will be made again: what was seen last may be out of date. */
  readonly onRetry?: (retry: Retry) => void;
  /** Told of the first answer after that, whether or not there is something new to emit. */
  readonly onRecovered?: () => void;
}

/**
 * Makes the calls of a stream survive that asks again and again. Until one of them has succeeded, an error that time
 * alone is not known to mend is passed on, as with a wrong set-up; then they are {@link enduring}.
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
