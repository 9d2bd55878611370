import { asyncScheduler, mergeMap, Observable, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { type Backoff, checkBackoff, checkOptions, type OptionNames } from '../../../requests/index.js';
import { checkDuration, checkPeriod, type Duration, optional, refuse } from '../../../values/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import type { HandlerResult, ResultOf } from '../tasks/runHandler.js';
import type { ActivityOutcome } from './answer.js';
import { DelayQueue } from './DelayQueue.js';
import { heartbeatSchedules } from './heartbeatSchedules.js';
import { Performance } from './Performance.js';
import type { PerformContext } from './PerformContext.js';

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
  const backoff = { ...options.backoff, scheduler };
  return task$ =>
    new Observable(subscriber => {
      const delays = new DelayQueue(scheduler);
      const settings = { scheduleOf, delays, cancelGrace, backoff };
      const performTask = (task: ActivityTask<I>) =>
        new Observable<ActivityOutcome<I, ResultOf<W>>>(performer =>
          new Performance<I, W>(task, performer, settings).start(handler),
        );
      subscriber.add(() => delays.close());
      return task$.pipe(mergeMap(performTask)).subscribe(subscriber);
    });
}
