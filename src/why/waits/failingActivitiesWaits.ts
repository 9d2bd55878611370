import type { Activity, History, Timer } from '../../history/index.js';
import { omitUndefined, typeKey } from '../../values/index.js';
import type { FailingActivitiesWait } from '../data/ExplanationData.js';
import { recordedFailure } from '../data/recordedFailure.js';
import { after, timeOf } from '../data/times.js';

/**
 * Returns the activity types whose latest attempts failed, and that are being retried: another one is open, or a timer
 * that the decider started after the failure is running. They are not stuck, because a retry may succeed.
 */
export const failingActivitiesWaits = (history: History): FailingActivitiesWait[] =>
  [...failuresInARow(history).values()].flatMap(failures => {
    const last = failures.at(-1);
    if (last === undefined) return [];
    const timer = retryTimerOf(last, history);
    return timer === undefined && !isTriedAgain(last, history)
      ? []
      : [failingActivitiesWait(failures, last, timer)];
  });

/** Returns the activities of each type that failed or timed out since one of the type was completed. */
function failuresInARow({ activities }: History): ReadonlyMap<string, readonly Activity[]> {
  const ended = activities.in('completed', 'failed', 'timedOut').toSorted((a, b) => endOf(a) - endOf(b));
  const failures = new Map<string, Activity[]>();
  for (const activity of ended) {
    if (activity.activityType === undefined) continue;
    const key = typeKey(activity.activityType);
    failures.set(key, activity.state === 'completed' ? [] : [...(failures.get(key) ?? []), activity]);
  }
  return failures;
}

const endOf = ({ life }: Activity): number => life.at(-1)?.eventId ?? 0;

function isTriedAgain(last: Activity, { activities }: History): boolean {
  return activities.open.some(
    ({ activityType, eventId }) =>
      eventId > endOf(last) &&
      activityType?.name === last.activityType?.name &&
      activityType?.version === last.activityType?.version,
  );
}

/** Returns the running timer that the decider started in the first turn after the failure. */
function retryTimerOf(last: Activity, { timers, decisions }: History): Timer | undefined {
  const turn = decisions.completed.find(({ completedEventId = 0 }) => completedEventId > endOf(last));
  return timers.started.find(
    ({ decisionTaskCompletedEventId: id }) => id !== undefined && id === turn?.completedEventId,
  );
}

function failingActivitiesWait(
  failures: readonly Activity[],
  last: Activity,
  timer: Timer | undefined,
): FailingActivitiesWait {
  return {
    kind: 'failingActivities',
    isStuck: false,
    count: failures.length,
    failure: recordedFailure(last.reason, () => last.details),
    ...omitUndefined({
      activityType: last.activityType,
      since: failures[0]?.life.at(-1)?.timestamp,
      lastAt: last.life.at(-1)?.timestamp,
      timeoutType: last.timeoutType,
      retryAt: timer && after(timeOf(timer, 'started'), timer.startToFireTimeout),
    }),
  };
}
