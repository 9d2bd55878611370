import type { Activity, DecisionTurn, History } from '../../history/index.js';
import type { Thresholds } from '../data/Evidence.js';
import type { ListKey, TaskListReport } from '../data/TaskListReport.js';
import { timeOf } from '../data/times.js';

/** A task that waits in its task list. */
export interface UnclaimedTask {
  readonly key: ListKey;
  readonly since: Date | undefined;
}

/** Returns the tasks of an execution that wait to be taken from their task lists. */
export function unclaimedTasks(history: History): UnclaimedTask[] {
  const turn = unclaimedTurn(history);
  return [
    ...history.activities.open.flatMap(activity => {
      const isUnclaimed = activity.startedEventId === undefined && activity.taskList !== undefined;
      return isUnclaimed ? [unclaimed('activity', activity)] : [];
    }),
    ...(turn === undefined || isSticky(turn) ? [] : [unclaimed('decision', turn)]),
  ];
}

/** Returns the decision task that waits to be taken. SWF doesn't offer one that is queued behind a running one. */
export function unclaimedTurn({ decisions }: History): DecisionTurn | undefined {
  return decisions.started.length > 0 ? undefined : decisions.scheduled.at(-1);
}

/** SWF gives up on a sticky task list after its timeout, and offers the task in the list of the execution. */
export const isSticky = ({ scheduleToStartTimeout }: DecisionTurn): boolean =>
  typeof scheduleToStartTimeout === 'number';

/** Returns whether a task has waited for long, and nothing shows that somebody takes tasks from its list. */
export function isIgnored(
  since: Date | undefined,
  list: TaskListReport | undefined,
  now: Date,
  { patience }: Required<Thresholds>,
): boolean {
  if (!isOverdue(since, now, patience) || since === undefined) return false;
  const { lastTaken, running = 0 } = list ?? {};
  // One that was taken in the same millisecond came first: taking a task is what schedules the next one.
  return running === 0 && (lastTaken === undefined || lastTaken.at <= since);
}

/** Returns whether a task has waited for more than `patience` seconds. */
export const isOverdue = (since: Date | undefined, now: Date, patience: number): boolean =>
  since !== undefined && now.getTime() - since.getTime() > patience * 1_000;

const unclaimed = (kind: 'activity' | 'decision', task: Activity | DecisionTurn): UnclaimedTask => ({
  key: `${kind} ${task.taskList ?? ''}`,
  since: timeOf(task, 'scheduled'),
});
