import { finalize, type Observable } from 'rxjs';
import { holdEnd } from '../guard/guard.js';
import { Waitable } from './saga.js';

/**
 * Runs the source to its end even if it is unsubscribed from. Use it for work that must not be interrupted,
 * such as compensation. However the execution ends, its end waits for the source. An error after the
 * unsubscription fails the execution.
 *
 * @example
 * ```ts
 * import { concat, ignoreElements } from 'rxjs';
 * import { activity, saga, shielded, workflow } from 'rx-swf/workflows';
 *
 * const book = activity<string, void>({ name: 'Book', version: '1' });
 * const cancel = activity<string, void>({ name: 'Cancel', version: '1' });
 *
 * workflow({ name: 'Journey', version: '1' }, (_: undefined, { run }) =>
 *   saga(function* () {
 *     yield* run(book, 'flight');
 *     try {
 *       yield* run(book, 'hotel');
 *     } catch (error) {
 *       // A cancel request that arrives now does not interrupt these two.
 *       yield* shielded(concat(run(cancel, 'hotel'), run(cancel, 'flight')).pipe(ignoreElements()));
 *       throw error;
 *     }
 *   }),
 * );
 * ```
 */
export function shielded<T>(source: Observable<T>): Waitable<T> {
  return new Waitable(subscriber => {
    source.pipe(finalize(holdEnd())).subscribe({
      next: value => subscriber.next(value),
      error: (error: unknown) => {
        // There is no subscriber left, so RxJS reports it as an unhandled error.
        if (subscriber.closed) throw error;
        subscriber.error(error);
      },
      complete: () => subscriber.complete(),
    });
  });
}
