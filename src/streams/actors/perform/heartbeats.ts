import {
  catchError,
  concat,
  defer,
  EMPTY,
  exhaustMap,
  filter,
  map,
  type Observable,
  of,
  switchMap,
  takeUntil,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  DoesNotExistError,
  every,
  InvalidArgumentError,
  isInstance,
  retryTransient,
  wait,
} from '../../../requests/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import type { HeartbeatAnswer } from '../tasks/responses.js';
import { taskBackoff } from '../tasks/taskBackoff.js';
import type { HeartbeatSchedule } from './heartbeatSchedules.js';

/** Sends a heartbeat. Omits details that cannot be converted to a payload or that SWF refuses. */
function beat(task: ActivityTask, details: unknown): Observable<HeartbeatAnswer> {
  return defer(() => task.heartbeat(details)).pipe(
    catchError((error: unknown) =>
      details !== undefined && isInstance(error, InvalidArgumentError)
        ? task.heartbeat()
        : throwError(() => error),
    ),
  );
}

/**
 * Sends the heartbeats of a task until it is settled: answered, abandoned or known to be gone. Emits each
 * time SWF reports a cancel request. A heartbeat that fails with a transient error is retried, with the
 * latest details. If SWF doesn't know the task, the task itself reports that (`answered$`).
 *
 * @param schedule$ - emits once, with the schedule of the heartbeats
 * @param details - returns the details for the next heartbeat
 */
export function heartbeats(
  task: ActivityTask,
  schedule$: Observable<HeartbeatSchedule>,
  backoff: Backoff,
  details: () => unknown,
): Observable<'cancel requested'> {
  const { scheduler } = backoff;
  const beat$ = (interval: number) =>
    defer(() => beat(task, details())).pipe(
      retryTransient({
        ...taskBackoff(task, 'heartbeat', backoff),
        max: Math.min(interval, backoff.max ?? interval),
      }),
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? EMPTY : throwError(() => error),
      ),
    );
  return schedule$.pipe(
    switchMap(({ first, interval }) =>
      concat(first === 0 ? of(0) : wait(first, scheduler), every(interval, scheduler)).pipe(
        exhaustMap(() => beat$(interval)),
      ),
    ),
    filter(({ cancelRequested }) => cancelRequested),
    map(() => 'cancel requested' as const),
    takeUntil(task.answered$),
  );
}
