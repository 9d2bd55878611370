import {
  asyncScheduler,
  catchError,
  defaultIfEmpty,
  defer,
  delay,
  finalize,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  of,
  ReplaySubject,
  type SchedulerLike,
  take,
  tap,
} from 'rxjs';
import { type ActivityTask, checkPeriod } from '../models/index.js';
import type { Backoff } from '../requests/index.js';
import { answer, type Outcome, type Performed } from './answer.js';
import { heartbeats, type Stop } from './heartbeats.js';
import { toWork, type Work } from './toWork.js';

/** What a handler is given beside its task. */
export interface PerformContext {
  /** Aborted when the task is to be canceled, is gone, or the worker is unsubscribed from. */
  readonly signal: AbortSignal;
  /** What the next heartbeat tells SWF, e.g. how far the work is. At most 2,048 characters as a payload. */
  heartbeat(details: unknown): void;
}

/** Does the work of a task. */
export type ActivityHandler<I, R> = (task: ActivityTask<I>, context: PerformContext) => Work<R>;

/** How tasks are performed. Periods in milliseconds. */
export interface PerformOptions {
  /**
   * From one heartbeat to the next; `Infinity` for none. A third of the task's heartbeat timeout suits. Cancel
   * requests are learnt from heartbeats only. @defaultValue 10 000
   */
  readonly heartbeatInterval?: number;
  /** How long a Promise may take to settle once its signal is aborted, before the task is given up. @defaultValue 10 000 */
  readonly cancelGrace?: number;
  /** The waits between attempts to answer, which go on until SWF has the answer or says that the task is gone. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/**
 * Does the work of each task with `handler`, tells SWF, and emits what became of it. Tasks are worked on as they
 * come: the worker's `concurrency` is the limit.
 *
 * - What the handler returns, resolves with or emits last completes the task; what it throws fails it, with a
 *   reason and details (see {@link ActivityFailure}). A failed task is an emission, not the end of the stream.
 * - Heartbeats are sent every `heartbeatInterval`. When SWF answers that a cancel was requested, the signal is
 *   aborted: an Observable is unsubscribed from, a Promise may settle within `cancelGrace`. The task is answered
 *   as canceled; a value that came all the same is its details.
 * - When SWF does not know the task any more, the signal is aborted and nothing is answered.
 * - Unsubscribing aborts the signals, and answers nothing: SWF times the tasks out.
 * - Answers are tried again through throttling and faults. Errors with what retrying cannot mend.
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
export function perform<I, R>(
  handler: ActivityHandler<I, R>,
  options: PerformOptions = {},
): OperatorFunction<ActivityTask<I>, Performed<I, R>> {
  const { heartbeatInterval = 10_000, cancelGrace = 10_000, scheduler = asyncScheduler } = options;
  if (heartbeatInterval !== Number.POSITIVE_INFINITY) checkPeriod('heartbeatInterval', heartbeatInterval);
  checkPeriod('cancelGrace', cancelGrace);
  const settings = { heartbeatInterval, cancelGrace, scheduler, backoff: { ...options.backoff, scheduler } };
  return mergeMap(task => performTask(task, handler, settings));
}

interface Settings {
  readonly heartbeatInterval: number;
  readonly cancelGrace: number;
  readonly scheduler: SchedulerLike;
  readonly backoff: Backoff;
}

function performTask<I, R>(
  task: ActivityTask<I>,
  handler: ActivityHandler<I, R>,
  settings: Settings,
): Observable<Performed<I, R>> {
  const { heartbeatInterval, cancelGrace, scheduler, backoff } = settings;
  return defer(() => {
    const aborter = new AbortController();
    const stop$ = new ReplaySubject<Stop>(1);
    let stopped: Stop | undefined;
    let details: unknown;
    let over = false;
    const context = { signal: aborter.signal, heartbeat: (latest: unknown) => (details = latest) };
    const pulse$ = heartbeats(task, heartbeatInterval, scheduler, () => details).pipe(
      tap(stop => {
        stopped = stop;
        aborter.abort(new DOMException(`The task is to stop: ${stop}`, 'AbortError'));
        stop$.next(stop);
      }),
      ignoreElements(),
    );
    const outOfTime$ = stop$.pipe(
      delay(cancelGrace, scheduler),
      map((): Outcome<R> => ({ result: undefined })),
    );
    return merge(
      outcomeOf<R>(() => handler(task, context), stop$),
      outOfTime$,
      pulse$,
    ).pipe(
      take(1),
      tap(() => (over = true)),
      mergeMap(outcome => answer(task, outcome, stopped, backoff)),
      finalize(() => {
        if (!over) aborter.abort(new DOMException('The worker was unsubscribed from', 'AbortError'));
      }),
    );
  });
}

function outcomeOf<R>(handler: () => Work<R>, stop$: Observable<Stop>): Observable<Outcome<R>> {
  return toWork(handler, stop$).pipe(
    defaultIfEmpty(undefined),
    map(result => ({ result })),
    catchError((error: unknown) => of({ error })),
  );
}
