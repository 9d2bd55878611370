import { remote } from 'rx-swf/remote';
import { catchError, EMPTY, exhaustMap, ReplaySubject, share, timer } from 'rxjs';
import { whileVisible } from './whileVisible.js';

/** The domain behind the gateway, which is served beside the page. */
export const media = remote(`${location.origin}/v1`);

/** The types of the domain, and how they differ from the code that the gateway knows: asked for every three seconds. */
export const types$ = timer(0, 3_000).pipe(
  // `status$` tells of a gateway that is down, and the next question is near.
  exhaustMap(() => media.types().pipe(catchError(() => EMPTY))),
  whileVisible(),
  share({ connector: () => new ReplaySubject(1) }),
);
