import { type Observable, timer } from 'rxjs';
import type { Event } from '../../history/index.js';
import { retries, retryNote } from '../commands/notes.js';
import { commandOf } from '../turns/commandOf.js';
import type { Runtime } from './Runtime.js';

/** A failed attempt. */
interface FailedAttempt {
  /** Its number among the commands of the run. */
  readonly number: string;
  /** The id of all attempts, if it was set; by default, the id of each is its number. */
  readonly activityId: string | undefined;
}

/**
 * Returns the delay before a retry, in seconds. A replay waits if and only if the recorded decision did: a
 * changed policy may change the seconds, and also whether there is a timer at all.
 */
export function recordedDelay(runtime: Runtime, failed: FailedAttempt, seconds: number): number {
  const how = runtime.note(retryNote(failed.number))?.details;
  if (how === retries.atOnce) return 0;
  if (how === retries.waits) return seconds > 0 ? seconds : 1;
  return seconds > 0 && wasAtOnce(runtime, failed) ? 0 : seconds;
}

/** Waits before a retry, with a timer of the policy. */
export function backoff(runtime: Runtime, failed: FailedAttempt, seconds: number): Observable<unknown> {
  return timer(seconds * 1_000, runtime.backoff(retryNote(failed.number)));
}

/**
 * Returns whether the next attempt followed immediately, as far as visible in a history without a note of it.
 */
function wasAtOnce(
  { recordedEvents, commands: { upcomingId } }: Runtime,
  { activityId }: FailedAttempt,
): boolean {
  const has = (kind: string, id: string) => recordedEvents().some(event => isCommand(event, kind, id));
  return has('ScheduleActivityTask', activityId ?? upcomingId) && !has('StartTimer', upcomingId);
}

function isCommand(event: Event, kind: string, id: string): boolean {
  const command = commandOf(event);
  return command?.kind === kind && command.id === id;
}
