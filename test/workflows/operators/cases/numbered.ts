import { map, mergeMap, type Observable, type OperatorFunction, pipe } from 'rxjs';

/** The values of Observables that are emitted, each with the number of the Observable that it is of. */
export const numbered = <T>(): OperatorFunction<Observable<T>, readonly [number, T]> =>
  pipe(mergeMap((inner$, i) => inner$.pipe(map(value => [i, value] as const))));
