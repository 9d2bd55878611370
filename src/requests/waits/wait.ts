import { asyncScheduler, concatMap, NEVER, type Observable, repeat, type SchedulerLike, timer } from 'rxjs';

/** Maximum delay of a host timer in milliseconds; `setTimeout` treats anything longer as 1 ms. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Emits once after `milliseconds`, then completes. `Infinity` never emits; delays beyond the host's limit of
 * 24.8 days are supported. All waits in this library use this helper.
 *
 * @see {@link MonotonicClock} for measuring durations
 */
export function wait(milliseconds: number, scheduler: SchedulerLike = asyncScheduler): Observable<0> {
  if (milliseconds === Number.POSITIVE_INFINITY) return NEVER;
  if (milliseconds <= longestTimer) return timer(milliseconds, scheduler);
  return timer(longestTimer, scheduler).pipe(concatMap(() => wait(milliseconds - longestTimer, scheduler)));
}

/** Emits every `milliseconds`, for the first time after one period. `Infinity` never emits. */
export const every = (milliseconds: number, scheduler: SchedulerLike = asyncScheduler): Observable<0> =>
  wait(milliseconds, scheduler).pipe(repeat());
