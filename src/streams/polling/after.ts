import { asyncScheduler, NEVER, type Observable, type SchedulerLike, timer } from 'rxjs';

/** Emits after so many milliseconds, and after `Infinity` never: a timer of the host would take that for at once. */
export const after = (period: number, scheduler: SchedulerLike = asyncScheduler): Observable<unknown> =>
  period === Number.POSITIVE_INFINITY ? NEVER : timer(period, scheduler);
