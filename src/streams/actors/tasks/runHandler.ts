import { defer, from, isObservable, mergeMap, type Observable, of, race, takeLast, throwError } from 'rxjs';

/** Return value of a handler: a value, a Promise, or an Observable, whose last value counts. */
export type HandlerResult<R> = R | PromiseLike<R> | Observable<R>;

/** Result type of work: the value itself, or what it resolves with or emits. Distributes over unions. */
export type ResultOf<W> = W extends Observable<infer R> ? R : W extends PromiseLike<infer R> ? R : W;

/**
 * Runs a handler as a cold Observable of at most one value. An error thrown by the handler becomes an error
 * of the Observable.
 *
 * @param stop$ - emits a reason to stop. An Observable is unsubscribed from immediately, with the reason as
 *   the error; a Promise cannot be canceled, so it is awaited.
 */
export function runHandler<W>(handler: () => W, stop$: Observable<unknown>): Observable<ResultOf<W>> {
  // The compiler cannot see that `settled` distinguishes the members of the union at run time as `ResultOf`
  // does.
  return defer(() => settled(handler(), stop$) as Observable<ResultOf<W>>);
}

function settled(work: unknown, stop$: Observable<unknown>): Observable<unknown> {
  if (isGenerator(work)) throw new TypeError(generatorReturned);
  // Strings and arrays are values here, not streams of their members.
  if (isObservable(work)) {
    return race(work.pipe(takeLast(1)), stop$.pipe(mergeMap(reason => throwError(() => reason))));
  }
  return isPromiseLike(work) ? from(work) : of(work);
}

const generatorReturned =
  'The handler returned a generator, which is never run. Return a value, a Promise or an Observable';

function isGenerator(work: unknown): boolean {
  if (typeof work !== 'object' || work === null || isObservable(work)) return false;
  return 'next' in work && (Symbol.iterator in work || Symbol.asyncIterator in work);
}

const isPromiseLike = (work: unknown): work is PromiseLike<unknown> =>
  typeof work === 'object' && work !== null && 'then' in work && typeof work.then === 'function';
