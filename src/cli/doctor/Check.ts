import {
  catchError,
  concatMap,
  defer,
  from,
  map,
  type Observable,
  of,
  type SchedulerLike,
  tap,
  timeout,
} from 'rxjs';
import { messageOf } from '../../requests/index.js';
import { type Finding, fail, type Result, skip } from './findings/Finding.js';

/** One thing to examine. It emits one result. */
export interface Check {
  readonly name: string;
  /** Checks without whose success this one says nothing. */
  readonly needs: readonly string[];
  readonly examine: () => Observable<Result>;
}

/** Milliseconds that a check may take. */
const patience = 20_000;

/**
 * Runs checks one after the other and emits a finding each. A check that errors or takes too long has failed, and those
 * that need it are skipped.
 */
export function runChecks(checks: readonly Check[], scheduler: SchedulerLike): Observable<Finding> {
  return defer(() => {
    const useless = new Set<string>();
    return from(checks).pipe(
      concatMap(({ name, needs, examine }) => {
        const missing = needs.find(need => useless.has(need));
        const result$ =
          missing === undefined ? defer(examine) : of(skip(`not examined, because of ${missing}`));
        return result$.pipe(
          timeout({ first: patience, scheduler, with: () => of(tooSlow) }),
          catchError((error: unknown) => of(fail(messageOf(error), 'Fix this, and run the command again.'))),
          map(result => ({ check: name, ...result })),
          tap(({ status }) => {
            if (status === 'fail' || status === 'skip') useless.add(name);
          }),
        );
      }),
    );
  });
}

const tooSlow = fail(
  `no result within ${patience / 1_000} s`,
  'Calls are throttled, or the network has problems: try again later.',
);
