import type { Observable } from 'rxjs';
import { checkOptions, type OptionNames } from '../../requests/checks/checkOptions.js';
import { checkCount, optional } from '../checks.js';
import { abortOn, checkSignal } from './abortOn.js';
import { StreamIterator } from './StreamIterator.js';

/** Options for iterating over a stream. */
export interface IterationOptions {
  /**
   * Ends the loop: the pending step throws the signal's reason, the values that wait are dropped, and the
   * source is unsubscribed from.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Maximum number of values that wait while the body of the loop is busy. When it is exceeded, the oldest value
   * is dropped: 1 keeps the latest value only, `Infinity` keeps every value.
   */
  readonly buffer?: number | undefined;
}

const iterationOptions: OptionNames<IterationOptions> = { signal: true, buffer: true };

/**
 * Returns an async iterator over an Observable.
 *
 * @param defaultBuffer - the `buffer` unless the options set one
 * @param onNext - called for each `next()`, so that the source can produce on demand
 */
export function iterate<T>(
  source: Observable<T>,
  options: IterationOptions,
  defaultBuffer: number,
  onNext?: () => void,
): AsyncIterableIterator<T, undefined> {
  checkOptions('values()', options, iterationOptions);
  optional(checkSignal, 'signal', options.signal);
  optional(checkCount, 'buffer', options.buffer, 1);
  const { signal, buffer = defaultBuffer } = options;
  const aborting = signal === undefined ? source : source.pipe(abortOn(signal));
  return new StreamIterator(aborting, { buffer, signal, onNext });
}
