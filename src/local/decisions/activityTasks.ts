import type { ScheduleActivityTaskFailedCause } from '@aws-sdk/client-swf';
import type { Decision } from '../api/validation/decisions.js';
import { record } from '../history/record.js';
import type { RegisteredActivityType } from '../state/Domain.js';
import type { OpenState } from '../state/Execution.js';
import { type DecisionContext, exceedsRate, withAttributes } from './DecisionHandler.js';

type Attributes = NonNullable<Decision['scheduleActivityTaskDecisionAttributes']>;

/** Returns the cause for which a task can't be scheduled, apart from missing defaults. */
function causeOf(
  { execution }: DecisionContext,
  open: OpenState,
  type: RegisteredActivityType | undefined,
  activityId: string,
): ScheduleActivityTaskFailedCause | undefined {
  if (type === undefined) return 'ACTIVITY_TYPE_DOES_NOT_EXIST';
  if (type.status === 'DEPRECATED') return 'ACTIVITY_TYPE_DEPRECATED';
  if (open.activities.has(activityId)) return 'ACTIVITY_ID_ALREADY_IN_USE';
  const most = execution.domain.region.quotas.openActivityTasksPerExecution;
  return open.activities.size >= most ? 'OPEN_ACTIVITIES_LIMIT_EXCEEDED' : undefined;
}

/** Returns the options of a task with the defaults of its type, or the cause for the first missing one. */
function resolve(attributes: Attributes, { configuration: defaults }: RegisteredActivityType) {
  const taskList = attributes.taskList ?? defaults.defaultTaskList;
  if (taskList === undefined) return 'DEFAULT_TASK_LIST_UNDEFINED';
  const scheduleToStartTimeout =
    attributes.scheduleToStartTimeout ?? defaults.defaultTaskScheduleToStartTimeout;
  if (scheduleToStartTimeout === undefined) return 'DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED';
  const scheduleToCloseTimeout =
    attributes.scheduleToCloseTimeout ?? defaults.defaultTaskScheduleToCloseTimeout;
  if (scheduleToCloseTimeout === undefined) return 'DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED';
  const startToCloseTimeout = attributes.startToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout;
  if (startToCloseTimeout === undefined) return 'DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED';
  const heartbeatTimeout = attributes.heartbeatTimeout ?? defaults.defaultTaskHeartbeatTimeout;
  if (heartbeatTimeout === undefined) return 'DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED';
  return {
    taskList: { name: taskList.name },
    taskPriority: attributes.taskPriority ?? defaults.defaultTaskPriority,
    scheduleToStartTimeout,
    scheduleToCloseTimeout,
    startToCloseTimeout,
    heartbeatTimeout,
  };
}

export const scheduleActivityTask = withAttributes(
  'scheduleActivityTaskDecisionAttributes',
  (context, attributes) => {
    const { execution, decisionTaskCompletedEventId } = context;
    const { open, domain } = execution;
    if (open === undefined) return;
    const { activityId, control, input } = attributes;
    const { name, version } = attributes.activityType;
    const activityType = { name, version };
    const type = domain.activityTypes.get(name, version);
    const fail = (cause: ScheduleActivityTaskFailedCause) =>
      record(execution, 'ScheduleActivityTaskFailed', {
        activityType,
        activityId,
        cause,
        decisionTaskCompletedEventId,
      });
    const cause = causeOf(context, open, type, activityId);
    if (type === undefined || cause !== undefined) return fail(cause ?? 'ACTIVITY_TYPE_DOES_NOT_EXIST');
    const resolved = resolve(attributes, type);
    if (typeof resolved === 'string') return fail(resolved);
    const { throttle, now } = domain.region;
    const list = domain.activityTaskLists.named(resolved.taskList.name);
    if (exceedsRate(context, 'ScheduleActivityTask') || throttle?.allowsTask(list, now) === false) {
      return fail('ACTIVITY_CREATION_RATE_EXCEEDED');
    }
    record(execution, 'ActivityTaskScheduled', {
      activityType,
      activityId,
      control,
      input,
      ...resolved,
      decisionTaskCompletedEventId,
    });
  },
);

export const requestCancelActivityTask = withAttributes(
  'requestCancelActivityTaskDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, { activityId }) => {
    const activity = execution.open?.activities.get(activityId);
    if (activity === undefined) {
      record(execution, 'RequestCancelActivityTaskFailed', {
        activityId,
        cause: 'ACTIVITY_ID_UNKNOWN',
        decisionTaskCompletedEventId,
      });
      return;
    }
    const latestCancelRequestedEventId = record(execution, 'ActivityTaskCancelRequested', {
      activityId,
      decisionTaskCompletedEventId,
    });
    const { scheduledEventId, startedEventId } = activity;
    // No worker has started the task, so none has to confirm the cancellation.
    if (startedEventId === 0) {
      record(execution, 'ActivityTaskCanceled', {
        scheduledEventId,
        startedEventId,
        latestCancelRequestedEventId,
      });
    }
  },
);
