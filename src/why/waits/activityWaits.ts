import type { Activity, History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { ActivityWait, Deadline } from '../data/ExplanationData.js';
import { after, deadline, earliest, timeOf } from '../data/times.js';
import { isIgnored } from './unclaimedTasks.js';

/** Returns the open activities. */
export const activityWaits = ({ activities }: History, evidence: Evidence): ActivityWait[] =>
  activities.open.map(activity => activityWait(activity, evidence));

function activityWait(activity: Activity, evidence: Evidence): ActivityWait {
  const { id, activityType, taskList, identity } = activity;
  const scheduledAt = timeOf(activity, 'scheduled');
  const startedAt = timeOf(activity, 'started');
  const isTaken = activity.startedEventId !== undefined;
  const list = isTaken ? undefined : evidence.lists.get(`activity ${taskList ?? ''}`);
  return {
    kind: 'activity',
    id,
    isStuck: !isTaken && isIgnored(scheduledAt, list, evidence.now, evidence),
    ...omitUndefined({
      activityType,
      taskList,
      scheduledAt,
      startedAt,
      identity,
      cancelRequestedAt: timeOf(activity, 'cancelRequested'),
      deadline: deadlineOf(activity, scheduledAt, startedAt),
      heartbeat: heartbeatOf(activity, startedAt),
      list,
    }),
  };
}

function deadlineOf(
  { scheduleToStartTimeout, scheduleToCloseTimeout, startToCloseTimeout, startedEventId }: Activity,
  scheduledAt: Date | undefined,
  startedAt: Date | undefined,
): Deadline | undefined {
  const own =
    startedEventId === undefined
      ? deadline('SCHEDULE_TO_START', after(scheduledAt, scheduleToStartTimeout))
      : deadline('START_TO_CLOSE', after(startedAt, startToCloseTimeout));
  return earliest(own, deadline('SCHEDULE_TO_CLOSE', after(scheduledAt, scheduleToCloseTimeout)));
}

function heartbeatOf({ heartbeatTimeout }: Activity, startedAt: Date | undefined): ActivityWait['heartbeat'] {
  const expiredAt = after(startedAt, heartbeatTimeout);
  return expiredAt === undefined || typeof heartbeatTimeout !== 'number'
    ? undefined
    : { timeout: heartbeatTimeout, expiredAt };
}
