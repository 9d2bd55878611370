import { asyncScheduler, concatMap, NEVER, type Observable, repeat, type SchedulerLike, timer } from 'rxjs';

/** The longest delay of a host's timer in milliseconds; `setTimeout` takes anything longer for 1 ms. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Emits once, after `milliseconds`, and completes. `Infinity` never emits, and delays beyond the host's limit of
 * 24.8 days are right too. The one helper for all waits.
 *
 * @see {@link MonotonicClock} for how long something has taken
 */
export function wait(milliseconds: number, scheduler: SchedulerLike = asyncScheduler): Observable<0> {
  if (milliseconds === Number.POSITIVE_INFINITY) return NEVER;
  if (milliseconds <= longestTimer) return timer(milliseconds, scheduler);
  return timer(longestTimer, scheduler).pipe(concatMap(() => wait(milliseconds - longestTimer, scheduler)));
}

/** Emits each time `milliseconds` have passed, the first time after one period. `Infinity` never emits. */
export const every = (milliseconds: number, scheduler: SchedulerLike = asyncScheduler): Observable<0> =>
  wait(milliseconds, scheduler).pipe(repeat());
