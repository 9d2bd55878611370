import type {
  ActivityTaskTimeoutType,
  RequestCancelActivityTaskFailedCause,
  ScheduleActivityTaskFailedCause,
} from '@aws-sdk/client-swf';
import { checkState } from '../../history/events/checkState.js';
import type { Activity, ActivityState } from '../../history/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { type Duration, omitUndefined, type TypeId, toWire } from '../../values/index.js';
import type { EventLog } from './EventLog.js';
import { checkIdIsFree, inState } from './entityChecks.js';

/** Options for the life of an activity. */
export interface ActivityStepOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: Exclude<ActivityState, 'cancelRequested'> | undefined;
  /** @defaultValue `{ name: 'Activity', version: '1' }` */
  readonly type?: TypeId | undefined;
  readonly input?: unknown;
  readonly control?: unknown;
  /** @defaultValue 'activities' */
  readonly taskList?: string | undefined;
  readonly taskPriority?: number | undefined;
  /** @defaultValue 'NONE', as for the other timeouts */
  readonly scheduleToStartTimeout?: Duration | undefined;
  readonly scheduleToCloseTimeout?: Duration | undefined;
  readonly startToCloseTimeout?: Duration | undefined;
  readonly heartbeatTimeout?: Duration | undefined;
  readonly identity?: string | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly timeoutType?: ActivityTaskTimeoutType | undefined;
  readonly cause?: ScheduleActivityTaskFailedCause | undefined;
}

type Options<K extends keyof ActivityStepOptions> = Pick<ActivityStepOptions, K>;
type Outcome = 'state' | 'identity' | 'result' | 'reason' | 'details' | 'timeoutType' | 'cause';

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<ActivityStepOptions> = {
  state: true,
  type: true,
  input: true,
  control: true,
  taskList: true,
  taskPriority: true,
  scheduleToStartTimeout: true,
  scheduleToCloseTimeout: true,
  startToCloseTimeout: true,
  heartbeatTimeout: true,
  identity: true,
  result: true,
  reason: true,
  details: true,
  timeoutType: true,
  cause: true,
};
const activityType = { name: 'Activity', version: '1' };
const waiting = ['scheduled'] as const;
const running = ['started', 'cancelRequested'] as const;
const open = [...waiting, ...running] as const;
const neverStarted: readonly ActivityState[] = ['scheduled', 'scheduleFailed', 'canceled'];
/** States in which an activity can time out, where these are not those of a running one. */
const beforeTimeout: { readonly [T in ActivityTaskTimeoutType]?: readonly ActivityState[] } = {
  SCHEDULE_TO_START: waiting,
  SCHEDULE_TO_CLOSE: open,
};

export function life(log: EventLog, id: string, options: ActivityStepOptions = {}): void {
  checkOptions('activity()', options, names);
  const { state = 'completed', timeoutType = 'START_TO_CLOSE' } = options;
  checkState(state);
  if (state === 'scheduleFailed') scheduleFailed(log, id, options);
  else scheduled(log, id, options);
  if (state === 'canceled') cancelRequested(log, id);
  const timesOutWaiting = state === 'timedOut' && timeoutType === 'SCHEDULE_TO_START';
  if (!neverStarted.includes(state) && !timesOutWaiting) started(log, id, options);
  if (state === 'completed') completed(log, id, options);
  if (state === 'failed') failed(log, id, options);
  if (state === 'timedOut') timedOut(log, id, options);
}

export function scheduled(log: EventLog, id: string, options: Omit<ActivityStepOptions, Outcome> = {}): void {
  checkOptions('activityScheduled()', options, names);
  checkIdIsFree(log, 'ActivityTaskScheduled', `activity '${id}'`, log.history.activities.get(id));
  log.decided('ActivityTaskScheduled', {
    activityId: id,
    activityType: nameAndVersion(options.type),
    taskList: { name: options.taskList ?? 'activities' },
    scheduleToStartTimeout: String(options.scheduleToStartTimeout ?? 'NONE'),
    scheduleToCloseTimeout: String(options.scheduleToCloseTimeout ?? 'NONE'),
    startToCloseTimeout: String(options.startToCloseTimeout ?? 'NONE'),
    heartbeatTimeout: String(options.heartbeatTimeout ?? 'NONE'),
    ...omitUndefined({ taskPriority: toWire(options.taskPriority) }),
    ...log.payload('input', options.input),
    ...log.payload('control', options.control),
  });
}

export function scheduleFailed(log: EventLog, id: string, options: Options<'type' | 'cause'> = {}): void {
  checkOptions('activityScheduleFailed()', options, names);
  const { type, cause = 'ACTIVITY_TYPE_DOES_NOT_EXIST' } = options;
  log.decided('ScheduleActivityTaskFailed', { activityId: id, activityType: nameAndVersion(type), cause });
}

export function started(log: EventLog, id: string, options: Options<'identity'> = {}): void {
  checkOptions('activityStarted()', options, names);
  const { identity } = options;
  const { eventId: scheduledEventId } = activityIn(log, 'ActivityTaskStarted', id, waiting);
  log.happened(
    'ActivityTaskStarted',
    { scheduledEventId, ...omitUndefined({ identity }) },
    { isNews: false },
  );
}

export function completed(log: EventLog, id: string, options: Options<'result'> = {}): void {
  checkOptions('activityCompleted()', options, names);
  const ids = eventIds(activityIn(log, 'ActivityTaskCompleted', id, running));
  log.happened('ActivityTaskCompleted', { ...ids, ...log.payload('result', options.result) });
}

export function failed(log: EventLog, id: string, options: Options<'reason' | 'details'> = {}): void {
  checkOptions('activityFailed()', options, names);
  const { reason, details } = options;
  const ids = eventIds(activityIn(log, 'ActivityTaskFailed', id, running));
  log.happened('ActivityTaskFailed', {
    ...ids,
    ...omitUndefined({ reason }),
    ...log.payload('details', details),
  });
}

export function timedOut(log: EventLog, id: string, options: Options<'timeoutType' | 'details'> = {}): void {
  checkOptions('activityTimedOut()', options, names);
  const { timeoutType = 'START_TO_CLOSE', details } = options;
  const states = beforeTimeout[timeoutType] ?? running;
  const ids = eventIds(activityIn(log, 'ActivityTaskTimedOut', id, states));
  log.happened('ActivityTaskTimedOut', { timeoutType, ...ids, ...log.payload('details', details) });
}

export function cancelRequested(log: EventLog, id: string): void {
  const activity = activityIn(log, 'ActivityTaskCancelRequested', id, open);
  const latestCancelRequestedEventId = log.decided('ActivityTaskCancelRequested', { activityId: id });
  if (activity.state === 'scheduled')
    log.followed('ActivityTaskCanceled', { ...eventIds(activity), latestCancelRequestedEventId });
}

export function canceled(log: EventLog, id: string, options: Options<'details'> = {}): void {
  checkOptions('activityCanceled()', options, names);
  const activity = activityIn(log, 'ActivityTaskCanceled', id, ['cancelRequested']);
  log.happened('ActivityTaskCanceled', {
    ...eventIds(activity),
    ...omitUndefined({ latestCancelRequestedEventId: activity.cancelRequestedEventId }),
    ...log.payload('details', options.details),
  });
}

export function cancelRequestFailed(
  log: EventLog,
  id: string,
  cause: RequestCancelActivityTaskFailedCause = 'ACTIVITY_ID_UNKNOWN',
): void {
  if (cause === 'ACTIVITY_ID_UNKNOWN' && log.history.activities.get(id)?.isOpen)
    log.refuse('RequestCancelActivityTaskFailed', `activity '${id}' is open, so SWF knows its id`);
  log.decided('RequestCancelActivityTaskFailed', { activityId: id, cause });
}

function activityIn(log: EventLog, event: string, id: string, states: readonly ActivityState[]): Activity {
  return inState(log, event, `activity '${id}'`, log.history.activities.get(id), states);
}

function eventIds({ eventId, startedEventId = 0 }: Activity) {
  return { scheduledEventId: eventId, startedEventId };
}

function nameAndVersion({ name, version }: TypeId = activityType): { name: string; version: string } {
  return { name, version };
}
