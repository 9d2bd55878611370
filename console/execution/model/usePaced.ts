import { useEffect, useMemo } from 'preact/hooks';
import { BehaviorSubject } from 'rxjs';
import { useObservable } from '../../streams/useObservable.js';
import { paced } from './paced.js';

/** Returns the latest result of a function that may take long, for values that change while a history grows. */
export function usePaced<T, R>(value: T, project: (value: T) => R): R | undefined {
  const values$ = useMemo(() => new BehaviorSubject(value), []);
  const results$ = useMemo(() => values$.pipe(paced(project)), []);
  useEffect(() => values$.next(value), [value]);
  return useObservable(results$).value;
}
