import { type MonoTypeOperatorFunction, Observable, takeUntil } from 'rxjs';
import { refuse } from '../checks.js';

/**
 * Errors with the signal's reason once it is aborted, and unsubscribes from the source, as `fetch` does. If the
 * signal is aborted already, the source is never subscribed to.
 *
 * @throws `InvalidArgumentError` if the argument is not an `AbortSignal`
 * @see {@link valuesOf}, which takes a signal for `for await`
 * @example
 * ```ts
 * import { lastValueFrom } from 'rxjs';
 * import { abortOn, Domain } from 'rx-swf';
 *
 * const names = new Domain('media').changes$.pipe(abortOn(AbortSignal.timeout(60_000)));
 * await lastValueFrom(names).catch(error => console.log(error.name)); // TimeoutError
 * ```
 */
export function abortOn<T>(signal: AbortSignal): MonoTypeOperatorFunction<T> {
  checkSignal('signal', signal);
  return takeUntil(aborted(signal));
}

/** Throws unless the value is an `AbortSignal`. */
export function checkSignal(field: string, value: unknown): void {
  const isSignal =
    typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
  if (!isSignal) refuse(field, value, 'an AbortSignal');
}

const aborted = (signal: AbortSignal) =>
  new Observable<never>(subscriber => {
    const abort = () => subscriber.error(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    return () => signal.removeEventListener('abort', abort);
  });
