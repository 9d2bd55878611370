import {
  auditTime,
  bufferTime,
  concat,
  debounceTime,
  delay,
  interval,
  map,
  mergeMap,
  ReplaySubject,
  repeat,
  retry,
  type SchedulerLike,
  sampleTime,
  shareReplay,
  take,
  tap,
  throttleTime,
  timeInterval,
  timeout,
  timeoutWith,
  timer,
  timestamp,
  windowTime,
} from 'rxjs';
import { type Cases, hostTimed, timed } from '../Case.js';
import { numbered } from './numbered.js';
import { sources } from './sources.js';

const where = (scheduler: SchedulerLike | undefined) => scheduler && { scheduler };

/** Operators and creation functions that depend on time. */
export const time: Cases = {
  auditTime: timed(({ cold, scheduler }) => cold('ab-cd---e|').pipe(auditTime(2_000, scheduler))),
  'auditTime of signals': timed(
    ({ hot$, scheduler }) => hot$.pipe(auditTime(2_000, scheduler)),
    'ab-cd---e-|',
  ),
  bufferTime: timed(({ cold, scheduler }) => cold('ab-c-----de-|').pipe(bufferTime(3_000, scheduler))),
  'bufferTime with buffers that overlap': timed(({ cold, scheduler }) =>
    cold('ab-cd-e-f|').pipe(bufferTime(4_000, 3_000, scheduler)),
  ),
  'bufferTime with a maximum size': timed(({ cold, scheduler }) =>
    cold('abc-d---ef|').pipe(bufferTime(5_000, null, 2, scheduler)),
  ),
  'bufferTime of signals': timed(
    ({ hot$, scheduler }) => hot$.pipe(bufferTime(2_000, scheduler)),
    'ab-cd---e|',
  ),
  debounceTime: timed(({ cold, scheduler }) => cold('ab---c-d-|').pipe(debounceTime(2_000, scheduler))),
  'debounceTime of signals': timed(
    ({ hot$, scheduler }) => hot$.pipe(debounceTime(2_000, scheduler)),
    'abc----de|',
  ),
  'debounceTime of an error': timed(({ cold, scheduler }) =>
    cold('ab---c#').pipe(debounceTime(2_000, scheduler)),
  ),
  delay: timed(({ cold, scheduler }) => cold('ab--c|').pipe(delay(2_000, scheduler))),
  'delay of an error': timed(({ cold, scheduler }) => cold('ab--c#').pipe(delay(2_000, scheduler))),
  'delay until a date': timed(({ cold, scheduler, now }) =>
    cold('ab---c|').pipe(delay(new Date(now() + 3_000), scheduler)),
  ),
  'delay of signals': timed(({ hot$, scheduler }) => hot$.pipe(delay(2_000, scheduler)), 'ab--c|'),
  interval: timed(({ scheduler }) => interval(3_000, scheduler).pipe(take(4))),
  'interval that is unsubscribed from': timed(({ scheduler, cold }) =>
    cold('a--b---c--|').pipe(mergeMap(() => interval(2_000, scheduler).pipe(take(3)))),
  ),
  'repeat after a delay': hostTimed(context =>
    sources(context, 'a-b|', '-c|', '|').pipe(repeat({ count: 3, delay: 2_000 })),
  ),
  'repeat with a notifier': timed(context =>
    sources(context, 'a|', 'b|', '-c|').pipe(
      repeat({ count: 3, delay: n => timer(n * 2_000, context.scheduler) }),
    ),
  ),
  'ReplaySubject with a window of time': timed(({ cold, scheduler, now }) => {
    const kept$ = new ReplaySubject<string>(Number.POSITIVE_INFINITY, 3_000, { now });
    return concat(cold('ab-c--d|').pipe(tap(kept$)), timer(1_000, scheduler), kept$);
  }),
  'ReplaySubject with a window of the host’s time': hostTimed(({ cold }) => {
    const kept$ = new ReplaySubject<string>(Number.POSITIVE_INFINITY, 3_000);
    return concat(cold('ab-c--d|').pipe(tap(kept$)), timer(1_000), kept$);
  }),
  'retry after a delay': hostTimed(context =>
    sources(context, 'a#', '-b#', '--c|').pipe(retry({ count: 3, delay: 5_000 })),
  ),
  'retry after a delay, with a count': hostTimed(context =>
    sources(context, 'a#', '-b#', '#').pipe(retry({ count: 2, delay: 5_000 })),
  ),
  'retry with resetOnSuccess': hostTimed(context =>
    sources(context, '#', '-b#', '#', 'c|').pipe(retry({ count: 2, delay: 2_000, resetOnSuccess: true })),
  ),
  'retry with growing delays': timed(context =>
    sources(context, 'a#', '#', '#', 'b|').pipe(
      retry({ count: 5, delay: (_error, n) => timer(2 ** n * 1_000, context.scheduler) }),
    ),
  ),
  sampleTime: timed(({ cold, scheduler }) => cold('-ab-----c-de-|').pipe(sampleTime(3_000, scheduler))),
  'sampleTime of signals': timed(
    ({ hot$, scheduler }) => hot$.pipe(sampleTime(2_000, scheduler)),
    'ab---cd-e-|',
  ),
  'shareReplay with a window of time': timed(({ cold, scheduler }) => {
    const shared$ = cold('ab-cd|').pipe(shareReplay(10, 2_000, scheduler));
    return concat(shared$, shared$, timer(1_000, scheduler), shared$);
  }),
  throttleTime: timed(({ cold, scheduler }) => cold('abc-d--e|').pipe(throttleTime(2_000, scheduler))),
  'throttleTime, trailing': timed(({ cold, scheduler }) =>
    cold('abc-d--e---f|').pipe(throttleTime(2_000, scheduler, { leading: false, trailing: true })),
  ),
  'throttleTime, leading and trailing': timed(({ cold, scheduler }) =>
    cold('abc-d--e---f|').pipe(throttleTime(2_000, scheduler, { leading: true, trailing: true })),
  ),
  'throttleTime of signals': timed(
    ({ hot$, scheduler }) => hot$.pipe(throttleTime(2_000, scheduler)),
    'ab-cd--e|',
  ),
  timeInterval: timed(({ cold, scheduler }) => cold('a-b---c|').pipe(timeInterval(scheduler))),
  timeout: timed(({ cold, scheduler }) =>
    cold('a-b----c|').pipe(timeout({ each: 3_000, ...where(scheduler) })),
  ),
  'timeout that does not occur': timed(({ cold, scheduler }) =>
    cold('a-b--c|').pipe(timeout({ each: 4_000, ...where(scheduler) })),
  ),
  'timeout of the first': timed(({ cold, scheduler }) =>
    cold('----a|').pipe(timeout({ first: 2_000, ...where(scheduler) })),
  ),
  'timeout of the first, by a date': timed(({ cold, scheduler, now }) =>
    cold('----a|').pipe(timeout({ first: new Date(now() + 3_000), ...where(scheduler) })),
  ),
  'timeout with another source': timed(({ cold, scheduler }) =>
    cold('a----b|').pipe(timeout({ each: 2_000, with: () => cold('-x|'), ...where(scheduler) })),
  ),
  'timeout with a number': timed(({ hot$, scheduler }) => hot$.pipe(timeout(2_000, scheduler)), 'ab----c|'),
  timeoutWith: timed(({ cold, scheduler }) =>
    cold('a----b|').pipe(timeoutWith(2_000, cold('-x|'), scheduler)),
  ),
  timer: timed(({ scheduler }) => timer(86_400_000, scheduler)),
  'timer with an interval': timed(({ scheduler }) => timer(2_000, 3_000, scheduler).pipe(take(4))),
  'timer until a date': timed(({ scheduler, now }) => timer(new Date(now() + 7_000), scheduler)),
  'timer without a delay': timed(({ scheduler }) => timer(0, scheduler)),
  timestamp: timed(({ cold, scheduler, now }) => {
    const start = now();
    return cold('a-b---c|').pipe(
      timestamp(scheduler),
      map(stamped => ({ ...stamped, timestamp: stamped.timestamp - start })),
    );
  }),
  windowTime: timed(({ cold, scheduler }) =>
    cold('ab-c----de|').pipe(windowTime(3_000, scheduler), numbered()),
  ),
  'windowTime with windows that overlap': timed(({ cold, scheduler }) =>
    cold('ab-cd-e-f|').pipe(windowTime(4_000, 3_000, scheduler), numbered()),
  ),
  'windowTime with a maximum size': timed(({ cold, scheduler }) =>
    cold('abc-d---ef|').pipe(windowTime(5_000, null, 2, scheduler), numbered()),
  ),
};
