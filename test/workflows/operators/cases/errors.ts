import {
  catchError,
  mergeMap,
  onErrorResumeNextWith,
  repeat,
  repeatWhen,
  retry,
  retryWhen,
  take,
  throwError,
  timer,
} from 'rxjs';
import { type Cases, passed } from '../Case.js';
import { sources } from './sources.js';

/** Operators that handle errors and repeat subscriptions. */
export const errors: Cases = {
  catchError: passed(({ cold }) => cold('a-#').pipe(catchError(error => cold(`-${String(error)[0]}|`)))),
  'catchError that resubscribes': passed(context =>
    sources(context, 'a-#', '-b#', 'c|').pipe(catchError((_error, caught$) => caught$)),
  ),
  onErrorResumeNextWith: passed(({ cold }) =>
    cold('a-#').pipe(onErrorResumeNextWith(cold('-b#'), cold('-c|'))),
  ),
  repeat: passed(({ cold }) => cold('a-b|').pipe(repeat(3))),
  repeatWhen: passed(({ cold, scheduler }) =>
    cold('a-|').pipe(
      repeatWhen(ends$ =>
        ends$.pipe(
          mergeMap(() => timer(2_000, scheduler)),
          take(2),
        ),
      ),
    ),
  ),
  retry: passed(context => sources(context, 'a-#', '-b#', 'c|').pipe(retry(2))),
  'retry that gives up': passed(context => sources(context, 'a-#', '-b#', '-#').pipe(retry(2))),
  retryWhen: passed(context =>
    sources(context, 'a-#', '-b#', '-#').pipe(
      retryWhen(errors$ =>
        errors$.pipe(
          mergeMap((error, i) => (i < 2 ? timer(2_000, context.scheduler) : throwError(() => error))),
        ),
      ),
    ),
  ),
};
