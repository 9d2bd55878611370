import { fromEvent, type MonoTypeOperatorFunction, map, NEVER, startWith, switchMap } from 'rxjs';

/**
 * Subscribes to a stream while the page is visible. A browser opens six connections to a host at most, for all of its
 * tabs: a hidden one leaves them to the others.
 */
export const whileVisible =
  <T>(): MonoTypeOperatorFunction<T> =>
  source$ =>
    fromEvent(document, 'visibilitychange').pipe(
      startWith(undefined),
      map(() => document.visibilityState === 'visible'),
      switchMap(isVisible => (isVisible ? source$ : NEVER)),
    );
