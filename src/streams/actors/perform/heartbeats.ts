import {
  catchError,
  concat,
  defer,
  EMPTY,
  exhaustMap,
  filter,
  map,
  type Observable,
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
import { patience } from '../tasks/patience.js';
import type { HeartbeatAnswer } from '../tasks/respond.js';
import type { Pulse } from './pulses.js';

/** Details that cannot be made a payload, or that SWF refuses, are left out rather than the heartbeat. */
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
 * Heartbeats of a task, until the task is settled: answered, abandoned or known to be gone. Emits each time SWF says
 * that a cancel is requested. One that is lost to a transient error is sent again, with the details of that moment.
 * When SWF does not know the task, the task itself tells (`answered$`).
 *
 * @param pulse$ - emits once when the heartbeats are due
 * @param details - what the next heartbeat tells
 */
export function heartbeats(
  task: ActivityTask,
  pulse$: Observable<Pulse>,
  backoff: Backoff,
  details: () => unknown,
): Observable<'cancel requested'> {
  const { scheduler } = backoff;
  const beat$ = (interval: number) =>
    defer(() => beat(task, details())).pipe(
      retryTransient({
        ...patience(task, 'heartbeat', backoff),
        max: Math.min(interval, backoff.max ?? interval),
      }),
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? EMPTY : throwError(() => error),
      ),
    );
  return pulse$.pipe(
    switchMap(({ first, interval }) =>
      concat(wait(first, scheduler), every(interval, scheduler)).pipe(exhaustMap(() => beat$(interval))),
    ),
    filter(({ cancelRequested }) => cancelRequested),
    map(() => 'cancel requested' as const),
    takeUntil(task.answered$),
  );
}
