import { mergeMap, type Observable } from 'rxjs';

/** A value, and its place among all values: 0, 1, 2, and so on. */
export interface Placed<T> {
  readonly place: number;
  readonly value: T;
}

/** Emits values in the order of their places. Memory holds those that came too early. */
export function inOrder<T>(placed$: Observable<Placed<T>>): Observable<T> {
  const early = new Map<number, Placed<T>>();
  let next = 0;
  function* ready(): Generator<T> {
    for (let first = early.get(next); first !== undefined; first = early.get(next)) {
      early.delete(next);
      next += 1;
      yield first.value;
    }
  }
  return placed$.pipe(
    mergeMap(placed => {
      early.set(placed.place, placed);
      return ready();
    }),
  );
}
