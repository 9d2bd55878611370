import { defer, from, isObservable, mergeMap, type Observable, of, race, takeLast, throwError } from 'rxjs';

/** What a handler may return: a value, a Promise of one, or an Observable of which the last value counts. */
export type Work<R> = R | PromiseLike<R> | Observable<R>;

/**
 * What a handler does, as a cold Observable of at most one value; what it throws is an error of it.
 *
 * @param stop$ - emits a reason to stop. An Observable is unsubscribed from at once, and the reason is the error;
 *   a Promise cannot be left, and is waited for.
 */
export function toWork<R>(handler: () => Work<R>, stop$: Observable<unknown>): Observable<R> {
  return defer(() => {
    const work = handler();
    // Strings and arrays are values here, not streams of their members.
    if (isObservable(work)) {
      return race(work.pipe(takeLast(1)), stop$.pipe(mergeMap(reason => throwError(() => reason))));
    }
    return isPromiseLike(work) ? from(work) : of(work);
  });
}

function isPromiseLike<R>(work: R | PromiseLike<R>): work is PromiseLike<R> {
  return typeof work === 'object' && work !== null && 'then' in work && typeof work.then === 'function';
}
