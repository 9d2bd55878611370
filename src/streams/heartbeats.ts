import {
  catchError,
  defer,
  EMPTY,
  exhaustMap,
  filter,
  map,
  type Observable,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import type { ActivityTask, HeartbeatAnswer } from '../models/index.js';
import {
  type Backoff,
  DoesNotExistError,
  every,
  InvalidArgumentError,
  isInstance,
  retryTransient,
} from '../requests/index.js';
import { patience } from './patience.js';

/** Details that cannot be made a payload are left out rather than the heartbeat. */
function beat(task: ActivityTask, details: unknown): Observable<HeartbeatAnswer> {
  try {
    return task.heartbeat(details);
  } catch (error) {
    if (isInstance(error, InvalidArgumentError)) return task.heartbeat();
    throw error;
  }
}

/**
 * Heartbeats of a task, one a period. Emits once, when a cancel is requested, and completes. One that is lost to a
 * passing fault is sent again, with the details of that moment. When SWF does not know the task, the task itself
 * tells (`answered$`).
 *
 * @param interval$ - emits the period in milliseconds; `Infinity` for no heartbeats
 * @param details - what the next heartbeat tells
 */
export function heartbeats(
  task: ActivityTask,
  interval$: Observable<number>,
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
  return interval$.pipe(
    switchMap(interval => every(interval, scheduler).pipe(exhaustMap(() => beat$(interval)))),
    filter(({ cancelRequested }) => cancelRequested),
    take(1),
    map(() => 'cancel requested' as const),
  );
}
