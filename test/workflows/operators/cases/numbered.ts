import { map, mergeMap, type Observable, type OperatorFunction, pipe } from 'rxjs';

/** Emits the values of inner Observables, each with the number of its Observable. */
export const numbered = <T>(): OperatorFunction<Observable<T>, readonly [number, T]> =>
  pipe(mergeMap((inner$, i) => inner$.pipe(map(value => [i, value] as const))));
