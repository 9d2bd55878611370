import {
  asyncScheduler,
  catchError,
  defaultIfEmpty,
  defer,
  delayWhen,
  finalize,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  of,
  type SchedulerLike,
  take,
  tap,
} from 'rxjs';
import { type Backoff, checkBackoff, checkOptions, type OptionNames, wait } from '../../../requests/index.js';
import { checkDuration, checkPeriod, type Duration, optional, refuse } from '../../../values/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import { type HandlerResult, type ResultOf, runHandler } from '../tasks/runHandler.js';
import { type ActivityOutcome, answer, type HandlerOutcome } from './answer.js';
import { heartbeatSchedules, type ScheduleOf } from './heartbeatSchedules.js';
import { heartbeats } from './heartbeats.js';
import { StopController, type StopReason } from './StopController.js';

/** Second argument of a handler, in addition to its task. */
export interface PerformContext {
  /**
   * Aborted when a cancel was requested, the task is gone or was settled otherwise (given up at the end of
   * draining), or the worker is unsubscribed from. Its reason says which.
   */
  readonly signal: AbortSignal;
  /**
   * Sets the details of the next heartbeat, such as the progress of the work. At most 2,048 characters as a
   * payload, unless it is offloaded.
   */
  heartbeat(details: unknown): void;
}

/** Does the work of a task. */
export type ActivityHandler<I, R> = (task: ActivityTask<I>, context: PerformContext) => HandlerResult<R>;

/** Options of `perform`. Periods are in milliseconds. */
export interface PerformOptions {
  /**
   * Time between heartbeats; `Infinity` for none. Cancel requests arrive only with heartbeats.
   * @defaultValue a third of the heartbeat timeout, at most 30 000
   */
  readonly heartbeatInterval?: number;
  /**
   * Heartbeat timeout of the tasks in seconds, or a function that returns it for a task. Needed if tasks are
   * scheduled with a timeout other than the default of their type, because SWF doesn't report it to workers.
   * @defaultValue the type's default (`DescribeActivityType`, requested once, when a task takes longer than
   * 333 ms); if there is none, or the request fails, a heartbeat is sent every 10 s
   */
  readonly heartbeatTimeout?: Duration | ((task: ActivityTask) => Duration | undefined);
  /**
   * Time for a Promise to settle once its signal is aborted, before the task is given up.
   * @defaultValue 10 000
   */
  readonly cancelGrace?: number;
  /** Backoff between attempts to answer, which continue until SWF has the answer or the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count' | 'onRetry' | 'recover'>;
  /** Scheduler for all timing. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** Names of the {@link PerformOptions}. */
export const performOptions: OptionNames<PerformOptions> = {
  heartbeatInterval: true,
  heartbeatTimeout: true,
  cancelGrace: true,
  backoff: true,
  scheduler: true,
};

/**
 * Does the work of each task with `handler`, answers the task, and emits the outcome. Tasks are processed as
 * they arrive; the `concurrency` of the worker is the limit.
 *
 * - The value that the handler returns, resolves with or emits last completes the task. An error fails it,
 *   with a reason and details (see {@link ActivityFailure}). A failed task is an emission, not the end of the
 *   stream.
 * - Heartbeats are sent until SWF has the answer or the task is gone. When SWF reports a cancel request, the
 *   signal is aborted: an Observable is unsubscribed from, and a Promise may settle within `cancelGrace`. The
 *   task is then answered as canceled, with the value of the handler, if there is one, as its details.
 * - If SWF no longer knows the task, or it is settled elsewhere, the signal is aborted and nothing is
 *   answered.
 * - Unsubscribing aborts the signals and answers nothing: SWF times the tasks out.
 * - Answers are retried through throttling and transient errors until SWF has them or doesn't know the task.
 *   If an earlier attempt may have arrived although the connection failed, a task that SWF no longer knows
 *   counts as answered (`task.presumed`). Errors that a retry cannot fix end the stream.
 *
 * @see `performBy` for handlers by activity type
 * @example
 * ```ts
 * import { ActivityWorker, perform } from 'rx-swf';
 *
 * new ActivityWorker<{ url: string }>('media', 'downloads', { concurrency: 4 })
 *   .pipe(
 *     perform(async (task, { signal, heartbeat }) => {
 *       const response = await fetch(task.input.url, { signal });
 *       heartbeat({ status: response.status });
 *       return { bytes: (await response.arrayBuffer()).byteLength };
 *     }, { heartbeatInterval: 5_000 }),
 *   )
 *   .subscribe(({ status, task }) => console.log(status, `${task}`));
 * ```
 */
export function perform<I, R, W extends HandlerResult<R> = HandlerResult<R>>(
  // Inferred from the return type itself, which may be a union of Observables, Promises and values.
  handler: (task: ActivityTask<I>, context: PerformContext) => W,
  options: PerformOptions = {},
): OperatorFunction<ActivityTask<I>, ActivityOutcome<I, ResultOf<W>>> {
  if (typeof handler !== 'function') refuse('handler', handler, 'a function');
  checkOptions('perform()', options, performOptions);
  const { heartbeatInterval, heartbeatTimeout, cancelGrace = 10_000, scheduler = asyncScheduler } = options;
  checkBackoff(options.backoff ?? {});
  optional(checkPeriod, 'heartbeatInterval', heartbeatInterval);
  if (typeof heartbeatTimeout !== 'function') optional(checkDuration, 'heartbeatTimeout', heartbeatTimeout);
  checkPeriod('cancelGrace', cancelGrace);
  const scheduleOf = heartbeatSchedules(heartbeatInterval, heartbeatTimeout, scheduler);
  const settings = { scheduleOf, cancelGrace, backoff: { ...options.backoff, scheduler } };
  return mergeMap(task => performTask(task, handler, settings));
}

interface Settings {
  readonly scheduleOf: ScheduleOf;
  readonly cancelGrace: number;
  readonly backoff: Backoff;
}

function performTask<I, W>(
  task: ActivityTask<I>,
  handler: (task: ActivityTask<I>, context: PerformContext) => W,
  { scheduleOf, cancelGrace, backoff }: Settings,
): Observable<ActivityOutcome<I, ResultOf<W>>> {
  return defer(() => {
    const stopController = new StopController();
    let details: unknown;
    let isOver = false;
    const context: PerformContext = {
      get signal() {
        return stopController.signal;
      },
      heartbeat: latest => (details = latest),
    };
    // Heartbeats continue while the answer is stored, throttled or retried, and while the handler cleans up.
    const beats$ = heartbeats(task, scheduleOf(task), backoff, () => details);
    const stops$ = merge(beats$, task.answered$).pipe(
      // Finished work cannot be stopped: its answer is already on its way.
      tap(reason => isOver || stopController.stop(reason)),
      ignoreElements(),
    );
    const outOfTime$ = stopController.stop$.pipe(
      delayWhen(() => wait(cancelGrace, backoff.scheduler)),
      map((): HandlerOutcome<ResultOf<W>> => ({ result: undefined })),
    );
    const performed$ = merge(
      outcomeOf(() => handler(task, context), stopController.stop$),
      outOfTime$,
    ).pipe(
      take(1),
      tap(() => (isOver = true)),
      mergeMap(outcome => answer(task, outcome, stopController, backoff)),
    );
    return merge(performed$, stops$).pipe(
      take(1),
      tap({ error: (error: unknown) => task.tell({ type: 'error', error }) }),
      finalize(() => {
        if (!isOver) stopController.abort('The worker was unsubscribed from');
      }),
    );
  });
}

function outcomeOf<W>(
  handler: () => W,
  stop$: Observable<StopReason>,
): Observable<HandlerOutcome<ResultOf<W>>> {
  return runHandler(handler, stop$).pipe(
    defaultIfEmpty(undefined),
    map(result => ({ result })),
    catchError((error: unknown) => of({ error })),
  );
}
