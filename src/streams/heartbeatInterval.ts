import { DescribeActivityTypeCommand } from '@aws-sdk/client-swf';
import { catchError, map, type Observable, of, shareReplay } from 'rxjs';
import type { ActivityTask, Duration } from '../models/index.js';
import { request } from '../requests/index.js';

/** For tasks of whose heartbeat timeout nothing is known, in milliseconds. */
const usual = 10_000;

/** Cancel requests are learnt from heartbeats, so there is one at least so often, in milliseconds. */
const longest = 30_000;

/** A third of the timeout: two heartbeats may be lost. */
function intervalFor(timeout: Duration | undefined): number {
  if (timeout === undefined) return usual;
  return timeout === 'NONE' ? longest : Math.min(longest, (timeout * 1000) / 3);
}

/** The period between heartbeats for each task, in milliseconds. */
export type IntervalOf = (task: ActivityTask) => Observable<number>;

/**
 * The periods that suit the heartbeat timeouts. SWF does not tell a worker the timeout of its task, so unless it is
 * given here, the default of the task's type is asked for once (`DescribeActivityType`).
 */
export function heartbeatIntervals(interval?: number, timeout?: Duration): IntervalOf {
  if (interval !== undefined) return () => of(interval);
  if (timeout !== undefined) return () => of(intervalFor(timeout));
  const known = new Map<string, Observable<number>>();
  return ({ domain, activityType }) => {
    const { name, version } = activityType;
    const key = JSON.stringify([domain.name, name, version]);
    const asked = known.get(key);
    if (asked !== undefined) return asked;
    const interval$ = request(domain.client, DescribeActivityTypeCommand, {
      domain: domain.name,
      activityType,
    }).pipe(
      map(({ configuration }) => intervalFor(toDuration(configuration?.defaultTaskHeartbeatTimeout))),
      shareReplay({ bufferSize: 1, refCount: true }),
      // Whoever may not look, or meets a fault, gets along without.
      catchError(() => of(usual)),
    );
    known.set(key, interval$);
    return interval$;
  };
}

const toDuration = (text: string | undefined): Duration | undefined =>
  text === undefined || text === 'NONE' ? text : Number(text);
