import { InjectionToken, inject } from '@angular/core';
import { type Remote, remote, type TypeList } from 'rx-swf/remote';
import { catchError, EMPTY, exhaustMap, type Observable, ReplaySubject, share, timer } from 'rxjs';
import { whileVisible } from './while-visible';

/** The domain behind the gateway, which is served beside the page. Tests provide one of their own. */
export const REMOTE = new InjectionToken<Remote>('REMOTE', {
  factory: () => remote(`${location.origin}/v1`),
});

/** The types of the domain, and how they differ from the code that the gateway knows: asked for every three seconds. */
export const TYPES = new InjectionToken<Observable<TypeList>>('TYPES', {
  factory: () => {
    const shop = inject(REMOTE);
    return timer(0, 3_000).pipe(
      // `status$` tells of a gateway that is down, and the next question is near.
      exhaustMap(() => shop.types().pipe(catchError(() => EMPTY))),
      whileVisible(),
      share({ connector: () => new ReplaySubject(1) }),
    );
  },
});
