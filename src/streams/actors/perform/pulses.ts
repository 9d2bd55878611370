import { DescribeActivityTypeCommand } from '@aws-sdk/client-swf';
import { catchError, defer, map, mergeMap, type Observable, of, type SchedulerLike, shareReplay } from 'rxjs';
import { harmless, MonotonicClock, request, wait } from '../../../requests/index.js';
import { checkDuration, type Duration, optional, toDuration } from '../../../values/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';

/** Default when the heartbeat timeout is unknown, in milliseconds. */
const usual = 10_000;

/** Cancel requests are learnt from heartbeats, so there is one at least so often, in milliseconds. */
const longest = 30_000;

/** A third of the shortest timeout of SWF's, one second: no heartbeat is due sooner. In milliseconds. */
const shortest = 1_000 / 3;

/** How long a failed question is not repeated, in milliseconds. */
const memory = 300_000;

/** A third of the timeout: two heartbeats may be lost. */
function intervalFor(timeout: Duration | undefined): number {
  if (timeout === undefined) return usual;
  return timeout === 'NONE' ? longest : Math.max(shortest, Math.min(longest, (timeout * 1000) / 3));
}

/** When a task's heartbeats are due, in milliseconds from now on. */
export interface Pulse {
  readonly first: number;
  readonly interval: number;
}

/** Emits once how a task's heart is to beat, as soon as that has to be known. */
export type PulseOf = (task: ActivityTask) => Observable<Pulse>;

/** The heartbeat timeout of all tasks, or of each. */
export type HeartbeatTimeout = Duration | ((task: ActivityTask) => Duration | undefined);

/** The default of an activity type, once it is asked for. */
interface Question {
  readonly interval$: Observable<number>;
  readonly isStale: () => boolean;
}

/**
 * The heartbeats that suit the heartbeat timeouts. SWF does not tell a worker the timeout of its task, so unless it is
 * given here, the default of the task's type is asked for (`DescribeActivityType`): once for each type, and only when
 * a task is still held at the moment at which its first heartbeat may be due.
 */
export function pulses(
  interval: number | undefined,
  timeout: HeartbeatTimeout | undefined,
  scheduler: SchedulerLike,
): PulseOf {
  if (interval !== undefined) return () => of(regular(interval));
  const timeoutOf = typeof timeout === 'function' ? timeout : () => timeout;
  const ask = questions(scheduler);
  return task => {
    // A function that throws, or that returns nonsense, must not end the worker.
    const stated = harmless(() => {
      const timeout = timeoutOf(task);
      optional(checkDuration, 'heartbeatTimeout', timeout);
      return timeout;
    });
    if (stated !== undefined) return of(regular(intervalFor(stated)));
    return wait(shortest, scheduler).pipe(
      mergeMap(() => ask(task)),
      map(asked => ({ first: asked - shortest, interval: asked })),
    );
  };
}

const regular = (interval: number): Pulse => ({ first: interval, interval });

/** Asks for the default of a task's type, unless it is known already or was refused lately. */
function questions(scheduler: SchedulerLike): (task: ActivityTask) => Observable<number> {
  const clock = new MonotonicClock(scheduler);
  const asked = new Map<string, Question>();
  return task =>
    defer(() => {
      const { domain, activityType } = task;
      const key = JSON.stringify([domain.name, activityType.name, activityType.version]);
      const known = asked.get(key);
      if (known !== undefined && !known.isStale()) return known.interval$;
      const question = questionOf(task, clock, scheduler);
      asked.set(key, question);
      return question.interval$;
    });
}

function questionOf(
  { domain, activityType }: ActivityTask,
  clock: MonotonicClock,
  scheduler: SchedulerLike,
): Question {
  let failedAt: number | undefined;
  const input = { domain: domain.name, activityType };
  const interval$ = request(domain.client, DescribeActivityTypeCommand, input, { scheduler }).pipe(
    map(({ configuration }) => intervalFor(toDuration(configuration?.defaultTaskHeartbeatTimeout))),
    // Whoever may not look, or meets a fault, gets along without.
    catchError(() => {
      failedAt = clock.now();
      return of(usual);
    }),
    // Not bound to the task that happens to ask: to abort the question would cost a connection, and bring it again.
    shareReplay(1),
  );
  return { interval$, isStale: () => failedAt !== undefined && clock.now() - failedAt >= memory };
}
