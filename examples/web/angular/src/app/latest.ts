import { materialize, type Observable, scan, startWith } from 'rxjs';

/** The latest value of an Observable, and the error that has ended it. Both are `undefined` at first. */
export interface Latest<T> {
  readonly value?: T;
  readonly error?: unknown;
}

/** Before the first value. */
export const nothing: Latest<never> = {};

/**
 * Emits the latest value of a stream, and its error as a value: a signal of `toSignal` throws an error at each read, and
 * the `async` pipe throws it into change detection. The last value stays on the screen, beside the error.
 */
export const latest = <T>(source$: Observable<T>): Observable<Latest<T>> =>
  source$.pipe(
    materialize(),
    scan((before: Latest<T>, { kind, value, error }): Latest<T> => {
      if (kind === 'N' && value !== undefined) return { value };
      return kind === 'E' ? { ...before, error } : before;
    }, nothing),
    startWith(nothing),
  );
