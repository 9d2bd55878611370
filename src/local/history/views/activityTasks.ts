import type { ActivityTaskTimeoutType } from '@aws-sdk/client-swf';
import { after } from '../../api/durations.js';
import type { Execution } from '../../state/Execution.js';
import { heartbeatName } from '../../state/rowNames.js';
import { Activity } from '../../state/tasks.js';
import { withdrawOffer } from './offers.js';
import type { Views } from './View.js';

/** Returns the running timeouts of a task. Of two equal ones, the first wins. */
function timeouts(activity: Activity): [ActivityTaskTimeoutType, number | undefined][] {
  const { scheduled, scheduledAt, startedAt, heartbeatAt } = activity;
  const scheduleToClose = after(scheduledAt, scheduled.scheduleToCloseTimeout);
  if (startedAt === undefined) {
    return [
      ['SCHEDULE_TO_START', after(scheduledAt, scheduled.scheduleToStartTimeout)],
      ['SCHEDULE_TO_CLOSE', scheduleToClose],
    ];
  }
  return [
    ['SCHEDULE_TO_CLOSE', scheduleToClose],
    ['START_TO_CLOSE', after(startedAt, scheduled.startToCloseTimeout)],
    ['HEARTBEAT', after(heartbeatAt ?? startedAt, scheduled.heartbeatTimeout)],
  ];
}

/** Sets the deadline of a task to the earliest of its timeouts. */
export function watchActivity(activity: Activity): void {
  let earliest: number | undefined;
  for (const [type, at] of timeouts(activity)) {
    if (at !== undefined && (earliest === undefined || at < earliest)) {
      earliest = at;
      activity.timeoutType = type;
    }
  }
  activity.execution.domain.region.setDeadline(activity.deadline, earliest);
}

/** Removes a task from its list, and clears its deadline and its stored heartbeat. */
export function abandonActivity(activity: Activity): void {
  const { region } = activity.execution.domain;
  withdrawOffer(activity);
  region.held.delete(activity);
  region.setDeadline(activity.deadline, undefined);
  if (activity.heartbeatAt === undefined) return;
  region.journal?.drop(heartbeatName(activity.execution.execution.runId, activity.scheduledEventId));
}

/** Finds the open activity task that this event scheduled. */
export function findActivity({ events, open }: Execution, scheduledEventId: number): Activity | undefined {
  const id = events[scheduledEventId - 1]?.activityTaskScheduledEventAttributes?.activityId;
  const activity = id === undefined ? undefined : open?.activities.get(id);
  return activity?.scheduledEventId === scheduledEventId ? activity : undefined;
}

function closeActivity(execution: Execution, { scheduledEventId }: { scheduledEventId: number }): void {
  execution.latestActivityAt = execution.domain.region.now;
  const activity = findActivity(execution, scheduledEventId);
  if (activity === undefined) return;
  abandonActivity(activity);
  execution.open?.activities.delete(activity.scheduled.activityId);
}

export const activityTaskViews: Views = {
  ActivityTaskScheduled(execution, scheduled, scheduledEventId) {
    const { region } = execution.domain;
    const activity = new Activity(execution, scheduledEventId, scheduled);
    execution.open?.activities.set(scheduled.activityId, activity);
    execution.latestActivityAt = region.now;
    activity.list.add(activity);
    region.offered.add(activity);
    region.ready.add(activity.list);
    watchActivity(activity);
  },

  ActivityTaskStarted(execution, { scheduledEventId }, eventId) {
    const activity = findActivity(execution, scheduledEventId);
    if (activity === undefined) return;
    const { region } = execution.domain;
    activity.list.remove(activity);
    region.offered.delete(activity);
    region.held.add(activity);
    activity.startedEventId = eventId;
    activity.startedAt = region.now;
    execution.latestActivityAt = region.now;
    watchActivity(activity);
  },

  ActivityTaskCancelRequested(execution, { activityId }, eventId) {
    const activity = execution.open?.activities.get(activityId);
    if (activity !== undefined) activity.latestCancelRequestedEventId = eventId;
    execution.latestActivityAt = execution.domain.region.now;
  },

  ActivityTaskCompleted: closeActivity,
  ActivityTaskFailed: closeActivity,
  ActivityTaskTimedOut: closeActivity,
  ActivityTaskCanceled: closeActivity,
};
