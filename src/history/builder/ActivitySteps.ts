import type {
  ActivityTaskTimeoutType,
  RequestCancelActivityTaskFailedCause,
  ScheduleActivityTaskFailedCause,
} from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { type Duration, omitUndefined, type TypeId, toWire } from '../../values/index.js';
import type { Activity, ActivityState } from '../entities/Activity.js';
import { checkState } from '../events/checkState.js';
import { ExecutionSteps } from './ExecutionSteps.js';

/** Options for scheduling an activity. */
export interface ActivityScheduledOptions {
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
}

/** Options for the life of an activity. */
export interface ActivityStepOptions extends ActivityScheduledOptions {
  /** The state that it reaches. @defaultValue 'completed' */
  readonly state?: Exclude<ActivityState, 'cancelRequested'> | undefined;
  readonly identity?: string | undefined;
  readonly result?: unknown;
  readonly reason?: string | undefined;
  readonly details?: unknown;
  readonly timeoutType?: ActivityTaskTimeoutType | undefined;
  readonly cause?: ScheduleActivityTaskFailedCause | undefined;
}

/** Each step accepts the options of the whole life and uses its own subset. */
const names: OptionNames<ActivityStepOptions> = {
  type: true,
  input: true,
  control: true,
  taskList: true,
  taskPriority: true,
  scheduleToStartTimeout: true,
  scheduleToCloseTimeout: true,
  startToCloseTimeout: true,
  heartbeatTimeout: true,
  state: true,
  identity: true,
  result: true,
  reason: true,
  details: true,
  timeoutType: true,
  cause: true,
};
const nothing = {};
const activityType = { name: 'Activity', version: '1' };
const waiting = ['scheduled'] as const;
const running = ['started', 'cancelRequested'] as const;

/** Steps of activities. */
export abstract class ActivitySteps extends ExecutionSteps {
  /** Adds an activity, from its scheduling up to `state`. */
  activity(id: string, options: ActivityStepOptions = nothing): this {
    checkOptions('activity()', options, names);
    const { state = 'completed', timeoutType = 'START_TO_CLOSE' } = options;
    checkState(state);
    if (state === 'scheduleFailed') return this.activityScheduleFailed(id, options);
    this.activityScheduled(id, options);
    if (state === 'scheduled') return this;
    if (state === 'canceled') return this.activityCancelRequested(id);
    const neverStarts = state === 'timedOut' && timeoutType === 'SCHEDULE_TO_START';
    if (!neverStarts) this.activityStarted(id, options);
    if (state === 'completed') return this.activityCompleted(id, options);
    if (state === 'failed') return this.activityFailed(id, options);
    return state === 'timedOut' ? this.activityTimedOut(id, options) : this;
  }

  activityScheduled(id: string, options: ActivityScheduledOptions = nothing): this {
    checkOptions('activityScheduled()', options, names);
    const open = this.compiled.activities.get(id);
    if (open?.isOpen) this.refuse('ActivityTaskScheduled', `activity '${id}' is ${open.state}`);
    this.decided('ActivityTaskScheduled', {
      activityId: id,
      activityType: nameAndVersion(options.type),
      taskList: { name: options.taskList ?? 'activities' },
      scheduleToStartTimeout: String(options.scheduleToStartTimeout ?? 'NONE'),
      scheduleToCloseTimeout: String(options.scheduleToCloseTimeout ?? 'NONE'),
      startToCloseTimeout: String(options.startToCloseTimeout ?? 'NONE'),
      heartbeatTimeout: String(options.heartbeatTimeout ?? 'NONE'),
      ...omitUndefined({ taskPriority: toWire(options.taskPriority) }),
      ...this.payload('input', options.input),
      ...this.payload('control', options.control),
    });
    return this;
  }

  /** SWF rejects the decision to schedule the activity. */
  activityScheduleFailed(
    id: string,
    options: {
      readonly type?: TypeId | undefined;
      readonly cause?: ScheduleActivityTaskFailedCause | undefined;
    } = nothing,
  ): this {
    checkOptions('activityScheduleFailed()', options, names);
    const { type, cause = 'ACTIVITY_TYPE_DOES_NOT_EXIST' } = options;
    this.decided('ScheduleActivityTaskFailed', { activityId: id, activityType: nameAndVersion(type), cause });
    return this;
  }

  /** A worker takes the activity. */
  activityStarted(id: string, options: { readonly identity?: string | undefined } = nothing): this {
    checkOptions('activityStarted()', options, names);
    const { identity } = options;
    const { eventId: scheduledEventId } = this.#activity('ActivityTaskStarted', id, waiting);
    this.happened(
      'ActivityTaskStarted',
      { scheduledEventId, ...omitUndefined({ identity }) },
      { news: false },
    );
    return this;
  }

  activityCompleted(id: string, options: { readonly result?: unknown } = nothing): this {
    checkOptions('activityCompleted()', options, names);
    const ids = taskIds(this.#activity('ActivityTaskCompleted', id, running));
    this.happened('ActivityTaskCompleted', { ...ids, ...this.payload('result', options.result) });
    return this;
  }

  activityFailed(
    id: string,
    options: { readonly reason?: string | undefined; readonly details?: unknown } = nothing,
  ): this {
    checkOptions('activityFailed()', options, names);
    const { reason, details } = options;
    const ids = taskIds(this.#activity('ActivityTaskFailed', id, running));
    const why = { ...omitUndefined({ reason }), ...this.payload('details', details) };
    this.happened('ActivityTaskFailed', { ...ids, ...why });
    return this;
  }

  activityTimedOut(
    id: string,
    options: {
      readonly timeoutType?: ActivityTaskTimeoutType | undefined;
      readonly details?: unknown;
    } = nothing,
  ): this {
    checkOptions('activityTimedOut()', options, names);
    const { timeoutType = 'START_TO_CLOSE', details } = options;
    const from = { SCHEDULE_TO_START: waiting, SCHEDULE_TO_CLOSE: [...waiting, ...running] };
    const states = timeoutType in from ? from[timeoutType as keyof typeof from] : running;
    const ids = taskIds(this.#activity('ActivityTaskTimedOut', id, states));
    this.happened('ActivityTaskTimedOut', { timeoutType, ...ids, ...this.payload('details', details) });
    return this;
  }

  /** The decider requests cancellation. As in SWF, a scheduled activity is canceled immediately. */
  activityCancelRequested(id: string): this {
    const activity = this.#activity('ActivityTaskCancelRequested', id, [...waiting, ...running]);
    const request = this.decided('ActivityTaskCancelRequested', { activityId: id });
    if (activity.state === 'scheduled') {
      this.inTurn('ActivityTaskCanceled', { ...taskIds(activity), latestCancelRequestedEventId: request });
    }
    return this;
  }

  /** The worker cancels the activity, as requested. */
  activityCanceled(id: string, options: { readonly details?: unknown } = nothing): this {
    checkOptions('activityCanceled()', options, names);
    const activity = this.#activity('ActivityTaskCanceled', id, ['cancelRequested']);
    this.happened('ActivityTaskCanceled', {
      ...taskIds(activity),
      ...omitUndefined({ latestCancelRequestedEventId: activity.cancelRequestedEventId }),
      ...this.payload('details', options.details),
    });
    return this;
  }

  /** SWF rejects the cancel request. */
  activityCancelRequestFailed(
    id: string,
    cause: RequestCancelActivityTaskFailedCause = 'ACTIVITY_ID_UNKNOWN',
  ): this {
    if (cause === 'ACTIVITY_ID_UNKNOWN' && this.compiled.activities.get(id)?.isOpen) {
      this.refuse('RequestCancelActivityTaskFailed', `activity '${id}' is open, and so not unknown`);
    }
    this.decided('RequestCancelActivityTaskFailed', { activityId: id, cause });
    return this;
  }

  #activity(event: string, id: string, states: readonly ActivityState[]): Activity {
    const activity = this.compiled.activities.get(id);
    if (activity === undefined) return this.refuse(event, `there is no activity '${id}'`);
    if (states.includes(activity.state)) return activity;
    return this.refuse(event, `activity '${id}' is ${activity.state}, not ${states.join(' or ')}`);
  }
}

function taskIds({ eventId, startedEventId = 0 }: Activity) {
  return { scheduledEventId: eventId, startedEventId };
}

function nameAndVersion({ name, version }: TypeId = activityType): { name: string; version: string } {
  return { name, version };
}
