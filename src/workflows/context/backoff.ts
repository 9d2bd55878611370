import { type Observable, timer } from 'rxjs';
import type { Event } from '../../models/index.js';
import { marks } from '../replay/marks.js';
import { commandOf } from '../replay/recorded.js';
import type { Runtime } from './Runtime.js';

/**
 * Waits before a retry. A replay waits where the recorded decision did: whether there is a timer at all may have
 * changed with the policy, as well as its seconds.
 *
 * @param activityId - the id of the attempts, if it is not a number
 */
export function backoff(
  { commands: { upcomingId }, backoff: scheduler, written }: Runtime,
  seconds: number,
  activityId: string | undefined,
): Observable<unknown> {
  return timer(recordedWait(written(), seconds, upcomingId, activityId ?? upcomingId) * 1_000, scheduler);
}

function recordedWait(
  written: readonly Event[],
  seconds: number,
  timerId: string,
  activityId: string,
): number {
  if (seconds <= 0) return written.some(event => isBackoff(event, timerId)) ? 1 : 0;
  const isNext = (event: Event, kind: string, id: string) => {
    const command = commandOf(event);
    return command?.kind === kind && command.id === id;
  };
  const isAtOnce =
    written.some(event => isNext(event, 'ScheduleActivityTask', activityId)) &&
    !written.some(event => isNext(event, 'StartTimer', timerId));
  return isAtOnce ? 0 : seconds;
}

const isBackoff = (event: Event, timerId: string) =>
  event.name === 'TimerStarted' &&
  event.attributes.timerId === timerId &&
  event.attributes.control === control;

/** A policy's mark as its timers carry it. */
const control = JSON.stringify(marks.retry);
