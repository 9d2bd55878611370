import {
  catchError,
  EMPTY,
  exhaustMap,
  mergeMap,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  take,
  throwError,
  timer,
} from 'rxjs';
import type { ActivityTask, HeartbeatAnswer } from '../models/index.js';
import { DoesNotExistError, isTransient } from '../requests/index.js';

/** Why a handler has to stop: the decider asked for it, or the task is not ours any more. */
export type Stop = 'cancel requested' | 'gone';

// Details that cannot be made a payload are left out rather than the heartbeat.
function beat(task: ActivityTask, details: unknown): Observable<HeartbeatAnswer> {
  try {
    return task.heartbeat(details);
  } catch {
    return task.heartbeat();
  }
}

/**
 * Heartbeats of a task, one a period. Emits once, when the task has to stop, and completes. A heartbeat that is
 * lost to a passing fault is made up for by the next.
 *
 * @param interval - milliseconds; `Infinity` for no heartbeats
 * @param details - what the next heartbeat tells
 */
export function heartbeats(
  task: ActivityTask,
  interval: number,
  scheduler: SchedulerLike,
  details: () => unknown,
): Observable<Stop> {
  if (interval === Number.POSITIVE_INFINITY) return NEVER;
  return timer(interval, interval, scheduler).pipe(
    exhaustMap(() =>
      beat(task, details()).pipe(
        mergeMap(({ cancelRequested }) => (cancelRequested ? of<Stop>('cancel requested') : EMPTY)),
        catchError((error: unknown) => {
          if (error instanceof DoesNotExistError) return of<Stop>('gone');
          return isTransient(error) ? EMPTY : throwError(() => error);
        }),
      ),
    ),
    take(1),
  );
}
