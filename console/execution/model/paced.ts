import { asyncScheduler, map, type Observable, type SchedulerLike, throttle, timer } from 'rxjs';

/**
 * Maps the latest values of a source with a function that may take long, and then leaves the page three times as long
 * for other work. The last value is always mapped.
 */
export function paced<T, R>(
  project: (value: T) => R,
  scheduler: SchedulerLike = asyncScheduler,
): (source: Observable<T>) => Observable<R> {
  let cost = 0;
  return source =>
    source.pipe(
      throttle(() => timer(3 * cost, scheduler), { leading: true, trailing: true }),
      map(value => {
        const begin = performance.now();
        const result = project(value);
        cost = Math.min(2_000, performance.now() - begin);
        return result;
      }),
    );
}
