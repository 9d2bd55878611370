import { type Observable, timer } from 'rxjs';
import type { Event } from '../../history/index.js';
import { commandOf } from '../commands/recorded.js';
import { retries, retryMark } from '../commands/remembered.js';
import type { Runtime } from './Runtime.js';

/** An attempt that has failed. */
interface Failed {
  /** Its number among the commands of the run. */
  readonly number: string;
  /** The id of all attempts, if each is not its number. */
  readonly activityId: string | undefined;
}

/**
 * The seconds to wait before a retry. A replay waits where the recorded decision did: whether there is a timer at all
 * may have changed with the policy, as well as its seconds.
 */
export function waitAfter(runtime: Runtime, failed: Failed, seconds: number): number {
  const how = runtime.recorded(retryMark(failed.number))?.details;
  if (how === retries.atOnce) return 0;
  if (how === retries.waits) return seconds > 0 ? seconds : 1;
  return seconds > 0 && wasAtOnce(runtime, failed) ? 0 : seconds;
}

/** Waits before a retry, in a timer of the policy. */
export function backoff(runtime: Runtime, failed: Failed, seconds: number): Observable<unknown> {
  return timer(seconds * 1_000, runtime.backoff(retryMark(failed.number)));
}

/** Whether the next attempt came at once in a history that does not note it, as far as that can be seen. */
function wasAtOnce({ written, commands: { upcomingId } }: Runtime, { activityId }: Failed): boolean {
  const has = (kind: string, id: string) => written().some(event => isCommand(event, kind, id));
  return has('ScheduleActivityTask', activityId ?? upcomingId) && !has('StartTimer', upcomingId);
}

function isCommand(event: Event, kind: string, id: string): boolean {
  const command = commandOf(event);
  return command?.kind === kind && command.id === id;
}
