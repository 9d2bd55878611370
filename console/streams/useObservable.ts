import { useEffect, useState } from 'preact/hooks';
import type { Observable } from 'rxjs';

/** The latest of a stream. */
export interface Latest<T> {
  readonly value?: T;
  readonly error?: unknown;
  readonly isComplete?: boolean;
}

/**
 * Subscribes to a stream while the component is mounted, and renders it with the latest value.
 *
 * @param source - the same Observable at every render, or `undefined` for none
 */
export function useObservable<T>(source: Observable<T> | undefined): Latest<T> {
  const [latest, set] = useState<Latest<T>>({});
  useEffect(() => {
    set({});
    const subscription = source?.subscribe({
      next: value => set({ value }),
      error: (error: unknown) => set(({ value }) => (value === undefined ? { error } : { value, error })),
      complete: () => set(({ value }) => (value === undefined ? {} : { value, isComplete: true })),
    });
    return () => subscription?.unsubscribe();
  }, [source]);
  return latest;
}
