import { mergeMap, type Observable } from 'rxjs';

/** A value, and its place among all values: 0, 1, 2, and so on. */
export interface Placed<T> {
  readonly place: number;
  readonly value: T;
}

/** Emits values in the order of their places. Memory holds those that came too early. */
export function inOrder<T>(placed$: Observable<Placed<T>>): Observable<T> {
  const early = new Map<number, T>();
  let next = 0;
  function* ready(): Generator<T> {
    for (; early.has(next); next += 1) {
      const value = early.get(next) as T;
      early.delete(next);
      yield value;
    }
  }
  return placed$.pipe(
    mergeMap(({ place, value }) => {
      early.set(place, value);
      return ready();
    }),
  );
}
