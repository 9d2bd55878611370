import {
  asyncScheduler,
  catchError,
  defer,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  of,
  repeat,
  takeWhile,
  tap,
  throwError,
} from 'rxjs';
import type { Event } from '../../history/index.js';
import type { Domain, WatchOptions, WorkflowExecution } from '../../models/index.js';
import { watchOptions } from '../../models/index.js';
import {
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  retryPolls,
  wait,
} from '../../requests/index.js';
import { checkPeriod, type Duration, omitUndefined, optional } from '../../values/index.js';
import { closingEvent, nextRun } from './closingEvent.js';

/** Options for following an execution. */
export interface FollowOptions extends WatchOptions {
  /**
   * The maximum interval between a response and the next request, in milliseconds; the first ones are
   * shorter. @defaultValue 5 000
   */
  readonly interval?: number;
}

/** The observed state of a run. */
export interface RunState {
  readonly execution: WorkflowExecution;
  /** The last event of its history, once it has closed. */
  readonly end: Event | undefined;
  /** The run that continues it. */
  readonly next: WorkflowExecution | undefined;
}

/** The first interval, in milliseconds, and the factor by which it grows. */
const waits = { first: 100, factor: 1.5 };

/** Polls a run until it has closed, and completes with its final state. */
export function runStates(run: WorkflowExecution, options: FollowOptions): Observable<RunState> {
  checkOptions('following an execution', options, watchOptions);
  checkBackoff(options.backoff ?? {});
  const { interval = 5_000, scheduler = asyncScheduler } = options;
  optional(checkPeriod, 'interval', interval);
  const backoff = { ...options.backoff, scheduler };
  const delayOf = (n: number) => Math.min(interval, waits.first * waits.factor ** (n - 1));
  return defer(() => {
    const retried = retryPolls(() => run.domain.client, backoff, options);
    // Without a run id, the first response determines the run.
    let known = run;
    return defer(() => known.upstream()).pipe(
      retried,
      explainMissing(run.domain),
      tap(execution => {
        known = execution;
      }),
      mergeMap(execution =>
        execution.status === 'OPEN' ? of(openState(execution)) : retried(closedState(execution)),
      ),
      repeat({ delay: n => wait(delayOf(n), scheduler) }),
      takeWhile(({ end }) => end === undefined, true),
    );
  });
}

/** A missing execution may never have been retained, which only the domain shows. */
function explainMissing<T>(domain: Domain): MonoTypeOperatorFunction<T> {
  return catchError((error: unknown) => {
    if (!isInstance(error, DoesNotExistError) || !/execution/i.test(error.message))
      return throwError(() => error);
    return domain.upstream().pipe(
      map(({ retentionPeriod }) => retentionPeriod),
      // Permission to describe executions does not imply permission to describe the domain.
      catchError(() => of(undefined)),
      mergeMap(retention => throwError(() => missingError(error, domain, retention))),
    );
  });
}

function missingError(
  error: DoesNotExistError,
  { name }: Domain,
  retention: Duration | undefined,
): DoesNotExistError {
  const { kind, resource, requestId, attempts } = error;
  const why =
    retention === 'NONE' || retention === 0
      ? `Domain ${JSON.stringify(name)} does not retain closed executions (retentionPeriod: ${retention}), so their ` +
        'results cannot be read. Use a domain that retains them for at least a day'
      : `If it has closed, domain ${JSON.stringify(name)} no longer retains it` +
        (retention === undefined ? '' : ` (retentionPeriod: ${retention} days)`);
  return new DoesNotExistError(`${error.message}. ${why}`, {
    cause: error,
    kind,
    attempts,
    ...omitUndefined({ resource, requestId }),
  });
}

const openState = (execution: WorkflowExecution): RunState => ({
  execution,
  end: undefined,
  next: undefined,
});

const closedState = (execution: WorkflowExecution): Observable<RunState> =>
  closingEvent(execution).pipe(map(end => ({ execution, end, next: nextRun(execution, end) })));
