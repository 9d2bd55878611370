import { useMemo, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';

/** The latest value of an Observable, and the error that has ended it. Both are `undefined` at first. */
export interface Latest<T> {
  readonly value?: T;
  readonly error?: unknown;
}

/**
 * Subscribes to an Observable while the component is mounted, and returns its latest value. The Observable has to be the
 * same one at each rendering: a constant, or one from `useMemo`. Another one begins anew, without a value.
 */
export function useObservable<T>(source$: Observable<T>): Latest<T> {
  const store = useMemo(() => storeOf(source$), [source$]);
  return useSyncExternalStore(store.subscribe, store.latest);
}

function storeOf<T>(source$: Observable<T>) {
  let latest: Latest<T> = {};
  return {
    latest: () => latest,
    subscribe: (onChange: () => void) => {
      const set = (next: Latest<T>) => {
        latest = next;
        onChange();
      };
      const subscription = source$.subscribe({
        next: value => set({ value }),
        // The last value stays on the screen, beside the error.
        error: (error: unknown) => set({ ...latest, error }),
      });
      return () => subscription.unsubscribe();
    },
  };
}
