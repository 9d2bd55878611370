import {
  asyncScheduler,
  catchError,
  defer,
  EMPTY,
  filter,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  of,
  takeWhile,
  throwError,
} from 'rxjs';
import { type Event, toEvent } from '../../history/index.js';
import {
  adaptiveInterval,
  type Domain,
  type ExecutionState,
  lookAtExecution,
  remoteOf,
  type WatchOptions,
  type WorkflowExecution,
  watchOptions,
} from '../../models/index.js';
import {
  type Backoff,
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  retryPolls,
} from '../../requests/index.js';
import { checkPeriod, type Duration, omitUndefined, optional, toExecutionId } from '../../values/index.js';
import { closingEvent, nextRun } from './closingEvent.js';

/** Options for following an execution. */
export interface FollowOptions extends WatchOptions {
  /**
   * The maximum interval between a response and the next request, in milliseconds. Intervals begin at 100 ms and
   * grow while nothing changes. @defaultValue 2 500; 10 000 after an hour without a change
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

/**
 * Follows a run until it has closed, and completes with its final state. Shares its calls with all other
 * watches of the client.
 *
 * @param wantsDetail - true to emit the description of the run each time that it has changed
 */
export function runStates(
  run: WorkflowExecution,
  options: FollowOptions,
  wantsDetail: boolean,
): Observable<RunState> {
  checkFollowOptions(options);
  const { interval, scheduler, ...callbacks } = options;
  const longest = interval ?? 2_500;
  const wish = {
    ...callbacks,
    interval: adaptiveInterval(Math.min(100, longest), longest, interval ?? 10_000),
    wantsDetail,
    wantsEnd: true,
  };
  const follow = (execution: WorkflowExecution): Observable<RunState> => {
    const { client, name, notices } = execution.domain;
    // SWF reports the end, but not the completed decisions that a progress consists of.
    const keepsInterval = interval !== undefined || wantsDetail;
    const place = { client, domain: name, scheduler, notices, keepsInterval };
    return lookAtExecution(place, toExecutionId(execution), wish).pipe(
      filter(({ error }) => error === undefined),
      mergeMap(({ state }) => toRunState(execution, state, wantsDetail)),
    );
  };
  // Without a run id, the first response determines the run.
  const known$ = defer(() => (run.runId === undefined ? findRun(run, options) : of(run)));
  return known$.pipe(
    mergeMap(follow),
    explainMissing(run.domain),
    takeWhile(({ end }) => end === undefined, true),
  );
}

/** Emits the present state of a run, once. */
export function runState(run: WorkflowExecution, options: FollowOptions): Observable<RunState> {
  checkFollowOptions(options);
  return defer(() => findRun(run, options)).pipe(
    explainMissing(run.domain),
    mergeMap(execution => {
      if (execution.status === 'OPEN') return of(openState(execution));
      return closingEvent(execution).pipe(
        retryPolls(() => run.domain.client, backoffOf(options), options),
        map(end => closedState(execution, end)),
      );
    }),
  );
}

function checkFollowOptions(options: FollowOptions): void {
  checkOptions('following an execution', options, watchOptions);
  checkBackoff(options.backoff ?? {});
  optional(checkPeriod, 'interval', options.interval);
}

const backoffOf = ({ backoff, scheduler = asyncScheduler }: FollowOptions): Backoff => ({
  ...backoff,
  scheduler,
});

/** Finds a run by the remote version of an execution. */
export const findRun = (run: WorkflowExecution, options: FollowOptions): Observable<WorkflowExecution> =>
  run.upstream().pipe(retryPolls(() => run.domain.client, backoffOf(options), options));

/** Emits the state of a run if a look shows all that is wanted. */
function toRunState(
  run: WorkflowExecution,
  state: ExecutionState | undefined,
  wantsDetail: boolean,
): Observable<RunState> {
  if (state === undefined) return EMPTY;
  const { gone, end, description } = state;
  if (gone !== undefined) return throwError(() => gone);
  const execution = wantsDetail ? remoteOf(run.domain, state)?.model : run;
  if (execution === undefined || (wantsDetail && description === undefined)) return EMPTY;
  if (end === undefined) return of(openState(execution));
  const isDescribed = !wantsDetail || execution.status === 'CLOSED';
  return isDescribed ? of(closedState(execution, toEvent(end))) : EMPTY;
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

const closedState = (execution: WorkflowExecution, end: Event): RunState => ({
  execution,
  end,
  next: nextRun(execution, end),
});
