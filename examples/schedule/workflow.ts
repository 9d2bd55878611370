import { type WorkflowDefinition, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concatMap,
  connect,
  EMPTY,
  exhaustMap,
  expand,
  from,
  map,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  of,
  scan,
  skip,
  switchMap,
  timer,
} from 'rxjs';
import { nextTime, timesBetween, type When } from './times.js';

/**
 * Policies for a job that is due while the previous one is running. RxJS has an operator for each of them.
 */
const overlaps = { skip: exhaustMap, queue: concatMap, replace: switchMap, allow: mergeMap } satisfies Record<
  string,
  Flatten
>;

type Flatten = <T, R>(project: (value: T) => Observable<R>) => OperatorFunction<T, R>;

export interface Schedule {
  readonly when: When;
  /** @defaultValue 'skip' */
  readonly overlap?: keyof typeof overlaps;
  /** Times to catch up on that passed while no decider was running. @defaultValue 'latest' */
  readonly missed?: 'all' | 'latest';
  /** End of the schedule, in milliseconds since the epoch. @defaultValue never */
  readonly until?: number;
}

/** Progress of a schedule. */
export interface Progress {
  /** The last time that was due, in milliseconds since the epoch. */
  readonly after: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** Input of a job: the time at which it was due. */
export interface Occasion {
  readonly due: string;
}

/**
 * Creates a workflow that starts a job as a child whenever it is due. Once its history is long, it continues
 * as a new execution between two jobs, so that it can run forever.
 *
 * @param maxEvents - number of events from which a history counts as long
 */
export const scheduled = (name: string, job: WorkflowDefinition<Occasion, unknown>, maxEvents = 2_000) =>
  workflow<Schedule & Partial<Progress>, Progress>(
    { name, version: '1', maxEvents, continueWith: (latest, schedule) => ({ ...schedule, ...latest }) },
    (schedule, { child, now }) => {
      const { when, overlap = 'skip', missed = 'latest', until = Number.POSITIVE_INFINITY } = schedule;
      const { after = now(), succeeded = 0, failed = 0 } = schedule;

      const due$ = of<number[]>([after]).pipe(
        expand(times => {
          const last = times.at(-1) ?? after;
          const next = nextTime(when, last);
          if (next > until) return EMPTY;
          return timer(Math.max(0, next - now())).pipe(map(() => timesBetween(when, last, now())));
        }),
        skip(1),
      );
      const flatten: Flatten = overlaps[overlap];
      const run = (time: number): Observable<Partial<Progress>> =>
        child(job, { due: new Date(time).toISOString() }).pipe(
          map(() => ({ succeeded: 1 })),
          catchError(() => of({ failed: 1 })),
        );

      return due$.pipe(
        connect(shared$ =>
          merge(
            shared$.pipe(map((times): Partial<Progress> => ({ after: times.at(-1) ?? after }))),
            shared$.pipe(
              mergeMap(times => from(missed === 'all' ? times : times.slice(-1))),
              flatten(run),
            ),
          ),
        ),
        scan(add, { after, succeeded, failed }),
      );
    },
  );

const add = (progress: Progress, change: Partial<Progress>): Progress => ({
  after: change.after ?? progress.after,
  succeeded: progress.succeeded + (change.succeeded ?? 0),
  failed: progress.failed + (change.failed ?? 0),
});
