import { defer, from, isObservable, mergeMap, type Observable, of, race, takeLast, throwError } from 'rxjs';

/** What a handler may return: a value, a Promise of one, or an Observable of which the last value counts. */
export type Work<R> = R | PromiseLike<R> | Observable<R>;

/** What becomes of work: what it is, resolves with or emits. Of a union, that of each. */
export type Worked<W> = W extends Observable<infer R> ? R : W extends PromiseLike<infer R> ? R : W;

/**
 * What a handler does, as a cold Observable of at most one value; what it throws is an error of it.
 *
 * @param stop$ - emits a reason to stop. An Observable is unsubscribed from at once, and the reason is the error;
 *   a Promise cannot be left, and is waited for.
 */
export function toWork<W>(handler: () => W, stop$: Observable<unknown>): Observable<Worked<W>> {
  // That a union is told apart here as its type is there, the compiler does not see.
  return defer(() => settled(handler(), stop$) as Observable<Worked<W>>);
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
  'The handler returned a generator, which nobody runs. Return a value, a Promise or an Observable';

function isGenerator(work: unknown): boolean {
  if (typeof work !== 'object' || work === null || isObservable(work)) return false;
  return 'next' in work && (Symbol.iterator in work || Symbol.asyncIterator in work);
}

const isPromiseLike = (work: unknown): work is PromiseLike<unknown> =>
  typeof work === 'object' && work !== null && 'then' in work && typeof work.then === 'function';
