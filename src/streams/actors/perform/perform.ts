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
import { toWork, type Work, type Worked } from '../tasks/toWork.js';
import { answer, type Outcome, type Performed } from './answer.js';
import { heartbeats } from './heartbeats.js';
import { type PulseOf, pulses } from './pulses.js';
import { type Stop, Stopping } from './Stopping.js';

/** What a handler is given beside its task. */
export interface PerformContext {
  /**
   * Aborted when the task is to be canceled, is gone, was settled otherwise (given up at the end of draining), or
   * the worker is unsubscribed from. Its reason says which.
   */
  readonly signal: AbortSignal;
  /**
   * What the next heartbeat tells SWF, e.g. how far the work is. At most 2,048 characters as a payload, unless it is
   * offloaded.
   */
  heartbeat(details: unknown): void;
}

/** Does the work of a task. */
export type ActivityHandler<I, R> = (task: ActivityTask<I>, context: PerformContext) => Work<R>;

/** How tasks are performed. Periods in milliseconds. */
export interface PerformOptions {
  /**
   * From one heartbeat to the next; `Infinity` for none. Cancel requests are learnt from heartbeats only.
   * @defaultValue a third of the heartbeat timeout, at most 30 000
   */
  readonly heartbeatInterval?: number;
  /**
   * The heartbeat timeout of the tasks in seconds, or a function that returns that of a task: for tasks that are
   * scheduled with another than the default of their type. SWF does not tell it to workers.
   * @defaultValue the type's default (`DescribeActivityType`, asked for once when a task takes longer than 333 ms);
   * where there is none, or it cannot be had, there is a heartbeat every 10 s
   */
  readonly heartbeatTimeout?: Duration | ((task: ActivityTask) => Duration | undefined);
  /** How long a Promise may take to settle once its signal is aborted, before the task is given up. @defaultValue 10 000 */
  readonly cancelGrace?: number;
  /** The waits between attempts to answer, which go on until SWF has the answer or says that the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count' | 'onRetry' | 'recover'>;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/** The names of the {@link PerformOptions}. */
export const performOptions: OptionNames<PerformOptions> = {
  heartbeatInterval: true,
  heartbeatTimeout: true,
  cancelGrace: true,
  backoff: true,
  scheduler: true,
};

/**
 * Does the work of each task with `handler`, tells SWF, and emits what became of it. Tasks are worked on as they
 * come: the worker's `concurrency` is the limit.
 *
 * - What the handler returns, resolves with or emits last completes the task; what it throws fails it, with a
 *   reason and details (see {@link ActivityFailure}). A failed task is an emission, not the end of the stream.
 * - Heartbeats are sent until SWF has the answer, or the task is gone. When SWF says that a cancel was requested, the
 *   signal is aborted: an Observable is unsubscribed from, a Promise may settle within `cancelGrace`. The task is answered
 *   as canceled; a value that came all the same is its details.
 * - When SWF does not know the task any more, or somebody else settles it, the signal is aborted and nothing is
 *   answered.
 * - Unsubscribing aborts the signals, and answers nothing: SWF times the tasks out.
 * - Answers are tried again through throttling and faults, until SWF has them or does not know the task. If one may
 *   have arrived although the connection failed, a task that is not known any more counts as answered
 *   (`task.presumed`). Errors with what retrying cannot mend.
 *
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
export function perform<I, R, W extends Work<R> = Work<R>>(
  // By what it returns, not by what that emits: it may return one or another Observable, Promise or value.
  handler: (task: ActivityTask<I>, context: PerformContext) => W,
  options: PerformOptions = {},
): OperatorFunction<ActivityTask<I>, Performed<I, Worked<W>>> {
  if (typeof handler !== 'function') refuse('handler', handler, 'a function');
  checkOptions('perform()', options, performOptions);
  const { heartbeatInterval, heartbeatTimeout, cancelGrace = 10_000, scheduler = asyncScheduler } = options;
  checkBackoff(options.backoff ?? {});
  optional(checkPeriod, 'heartbeatInterval', heartbeatInterval);
  if (typeof heartbeatTimeout !== 'function') optional(checkDuration, 'heartbeatTimeout', heartbeatTimeout);
  checkPeriod('cancelGrace', cancelGrace);
  const pulseOf = pulses(heartbeatInterval, heartbeatTimeout, scheduler);
  const settings = { pulseOf, cancelGrace, backoff: { ...options.backoff, scheduler } };
  return mergeMap(task => performTask(task, handler, settings));
}

interface Settings {
  readonly pulseOf: PulseOf;
  readonly cancelGrace: number;
  readonly backoff: Backoff;
}

function performTask<I, W>(
  task: ActivityTask<I>,
  handler: (task: ActivityTask<I>, context: PerformContext) => W,
  { pulseOf, cancelGrace, backoff }: Settings,
): Observable<Performed<I, Worked<W>>> {
  return defer(() => {
    const stopping = new Stopping();
    let details: unknown;
    let isOver = false;
    const context: PerformContext = {
      get signal() {
        return stopping.signal;
      },
      heartbeat: latest => (details = latest),
    };
    // They go on while the answer is stored, throttled or retried, and while the handler cleans up after a cancel request.
    const beats$ = heartbeats(task, pulseOf(task), backoff, () => details);
    const stops$ = merge(beats$, task.answered$).pipe(
      // Work that has ended is not stopped: its answer is under way.
      tap(reason => isOver || stopping.stop(reason)),
      ignoreElements(),
    );
    const outOfTime$ = stopping.stop$.pipe(
      delayWhen(() => wait(cancelGrace, backoff.scheduler)),
      map((): Outcome<Worked<W>> => ({ result: undefined })),
    );
    const performed$ = merge(
      outcomeOf(() => handler(task, context), stopping.stop$),
      outOfTime$,
    ).pipe(
      take(1),
      tap(() => (isOver = true)),
      mergeMap(outcome => answer(task, outcome, stopping, backoff)),
    );
    return merge(performed$, stops$).pipe(
      take(1),
      tap({ error: (error: unknown) => task.tell({ type: 'error', error }) }),
      finalize(() => {
        if (!isOver) stopping.abort('The worker was unsubscribed from');
      }),
    );
  });
}

function outcomeOf<W>(handler: () => W, stop$: Observable<Stop>): Observable<Outcome<Worked<W>>> {
  return toWork(handler, stop$).pipe(
    defaultIfEmpty(undefined),
    map(result => ({ result })),
    catchError((error: unknown) => of({ error })),
  );
}
