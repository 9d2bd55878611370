import type { StartTimerFailedCause } from '@aws-sdk/client-swf';
import { checkState } from '../../history/events/checkState.js';
import type { Timer, TimerState } from '../../history/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { EventLog } from './EventLog.js';
import { checkIdIsFree, inState } from './entityChecks.js';

/** Options for the life of a timer. */
export interface TimerStepOptions {
  /** The state that it reaches. @defaultValue 'fired' */
  readonly state?: TimerState | undefined;
  /** Seconds. @defaultValue 1 */
  readonly startToFireTimeout?: number | undefined;
  readonly control?: unknown;
  readonly cause?: StartTimerFailedCause | undefined;
}

const names: OptionNames<TimerStepOptions> = {
  state: true,
  startToFireTimeout: true,
  control: true,
  cause: true,
};

export function life(log: EventLog, id: string, options: TimerStepOptions = {}): void {
  checkOptions('timer()', options, names);
  const { state = 'fired', cause } = options;
  checkState(state);
  if (state === 'startFailed') startFailed(log, id, cause);
  else started(log, id, options);
  if (state === 'fired') fired(log, id);
  if (state === 'canceled') canceled(log, id);
}

export function started(
  log: EventLog,
  id: string,
  options: Omit<TimerStepOptions, 'state' | 'cause'> = {},
): void {
  checkOptions('timerStarted()', options, names);
  checkIdIsFree(log, 'TimerStarted', `timer '${id}'`, log.history.timers.get(id));
  log.decided('TimerStarted', {
    timerId: id,
    startToFireTimeout: String(options.startToFireTimeout ?? 1),
    ...log.payload('control', options.control),
  });
}

export function startFailed(
  log: EventLog,
  id: string,
  cause: StartTimerFailedCause = 'TIMER_ID_ALREADY_IN_USE',
): void {
  log.decided('StartTimerFailed', { timerId: id, cause });
}

export function fired(log: EventLog, id: string): void {
  const { eventId: startedEventId, startToFireTimeout = 0 } = running(log, 'TimerFired', id);
  const after = log.timeOf(startedEventId) + startToFireTimeout * 1_000;
  log.happened('TimerFired', { timerId: id, startedEventId }, { after });
}

export function canceled(log: EventLog, id: string): void {
  const { eventId: startedEventId } = running(log, 'TimerCanceled', id);
  log.decided('TimerCanceled', { timerId: id, startedEventId });
}

export function cancelFailed(log: EventLog, id: string): void {
  if (log.history.timers.get(id)?.isOpen)
    log.refuse('CancelTimerFailed', `timer '${id}' is running, so SWF knows its id`);
  log.decided('CancelTimerFailed', { timerId: id, cause: 'TIMER_ID_UNKNOWN' });
}

function running(log: EventLog, event: string, id: string): Timer {
  return inState(log, event, `timer '${id}'`, log.history.timers.get(id), ['started']);
}
