import { DescribeActivityTypeCommand } from '@aws-sdk/client-swf';
import { catchError, defer, map, type Observable, of, type SchedulerLike, shareReplay } from 'rxjs';
import { callSafely, MonotonicClock, request } from '../../../requests/index.js';
import { checkDuration, type Duration, optional, toDuration } from '../../../values/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';

/** Default when the heartbeat timeout is unknown, in milliseconds. */
const fallback = 10_000;

/** Longest interval, because cancel requests arrive only with heartbeats. In milliseconds. */
const longest = 30_000;

/** Shortest interval: a third of SWF's minimum timeout of one second. In milliseconds. */
const shortest = 1_000 / 3;

/** Time before a failed request is repeated, in milliseconds. */
const retryAfter = 300_000;

/** Returns a third of the timeout, so that two heartbeats may be lost. */
function intervalFor(timeout: Duration | undefined): number {
  if (timeout === undefined) return fallback;
  return timeout === 'NONE' ? longest : Math.max(shortest, Math.min(longest, (timeout * 1000) / 3));
}

/** Schedule of a task's heartbeats, in milliseconds from now. */
export interface HeartbeatSchedule {
  readonly first: number;
  readonly interval: number;
}

/** Heartbeat schedule that is not needed before a heartbeat could be due. */
export interface LazySchedule {
  /** Milliseconds until then. */
  readonly due: number;
  /** Emits the schedule from then on, once. */
  readonly schedule$: Observable<HeartbeatSchedule>;
}

/** Returns the heartbeat schedule of a task. */
export type ScheduleOf = (task: ActivityTask) => LazySchedule;

/** Heartbeat timeout of all tasks, or a function of the task. */
export type HeartbeatTimeout = Duration | ((task: ActivityTask) => Duration | undefined);

/** The default of an activity type, requested at most once. */
interface TypeDefault {
  readonly interval$: Observable<number>;
  readonly isStale: () => boolean;
}

/**
 * Derives heartbeat schedules from heartbeat timeouts. SWF doesn't tell a worker the timeout of its task.
 * Unless it is given here, the default of the activity type is requested (`DescribeActivityType`): once per
 * type, and only if a task is still held when its first heartbeat may be due.
 */
export function heartbeatSchedules(
  interval: number | undefined,
  timeout: HeartbeatTimeout | undefined,
  scheduler: SchedulerLike,
): ScheduleOf {
  if (interval !== undefined) {
    const schedule = regular(interval);
    return () => schedule;
  }
  const timeoutOf = typeof timeout === 'function' ? timeout : () => timeout;
  const defaultOf = typeDefaults(scheduler);
  return task => {
    // A function that throws or returns an invalid timeout must not end the worker.
    const stated = callSafely(() => {
      const timeout = timeoutOf(task);
      optional(checkDuration, 'heartbeatTimeout', timeout);
      return timeout;
    });
    if (stated !== undefined) return regular(intervalFor(stated));
    const schedule$ = defaultOf(task).pipe(map(interval => ({ first: interval - shortest, interval })));
    return { due: shortest, schedule$ };
  };
}

const regular = (interval: number): LazySchedule => ({
  due: interval,
  schedule$: of({ first: 0, interval }),
});

/** Requests the default of a task's type, unless it is already known or a request failed recently. */
function typeDefaults(scheduler: SchedulerLike): (task: ActivityTask) => Observable<number> {
  const clock = new MonotonicClock(scheduler);
  const requested = new Map<string, TypeDefault>();
  return task =>
    defer(() => {
      const { domain, activityType } = task;
      const key = JSON.stringify([domain.name, activityType.name, activityType.version]);
      const known = requested.get(key);
      if (known !== undefined && !known.isStale()) return known.interval$;
      const latest = requestDefault(task, clock, scheduler);
      requested.set(key, latest);
      return latest.interval$;
    });
}

function requestDefault(
  { domain, activityType }: ActivityTask,
  clock: MonotonicClock,
  scheduler: SchedulerLike,
): TypeDefault {
  let failedAt: number | undefined;
  const input = { domain: domain.name, activityType };
  const interval$ = request(domain.client, DescribeActivityTypeCommand, input, { scheduler }).pipe(
    map(({ configuration }) => intervalFor(toDuration(configuration?.defaultTaskHeartbeatTimeout))),
    // Without permission, or after an error, the fallback applies.
    catchError(() => {
      failedAt = clock.now();
      return of(fallback);
    }),
    // Shared, not tied to the requesting task: aborting the request would cost a connection and repeat it
    // later.
    shareReplay(1),
  );
  return { interval$, isStale: () => failedAt !== undefined && clock.now() - failedAt >= retryAfter };
}
