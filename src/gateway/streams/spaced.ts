import { defer, map, type OperatorFunction, type SchedulerLike, throttle, timer } from 'rxjs';

/** Upper bound for the share of the time that the work on one stream takes. */
const share = 0.1;

/** Works on the latest value, and then rests for as long as keeps the work below a tenth of the time. */
export const spaced =
  <T, R>(work: (value: T) => R, scheduler: SchedulerLike): OperatorFunction<T, R> =>
  values$ =>
    defer(() => {
      let cost = 0;
      return values$.pipe(
        throttle(() => timer(Math.floor(cost / share - cost), scheduler), { leading: true, trailing: true }),
        map(value => {
          const begun = performance.now();
          const result = work(value);
          cost = performance.now() - begun;
          return result;
        }),
      );
    });
