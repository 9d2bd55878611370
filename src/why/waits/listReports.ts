import type { History } from '../../history/index.js';
import { type Count, omitUndefined } from '../../values/index.js';
import type { ListKey, TakenTasks, TaskListReport, UnknownFact } from '../data/TaskListReport.js';
import { unclaimedTasks } from './unclaimedTasks.js';

/**
 * Returns what is known about the task lists in which tasks of an execution wait.
 *
 * @param taken - the tasks that were seen to be taken
 * @param pending - the answers of SWF
 * @param sample - number of other executions that were looked at
 */
export function listReports(
  history: History,
  taken: ReadonlyMap<ListKey, TakenTasks>,
  pending: ReadonlyMap<ListKey, Count | UnknownFact> = new Map(),
  sample: TaskListReport['sample'] = 0,
): ReadonlyMap<ListKey, TaskListReport> {
  const reports = new Map<ListKey, TaskListReport>();
  if (history.finished) return reports;
  for (const { key } of unclaimedTasks(history)) {
    const { last: lastTaken, running = 0 } = taken.get(key) ?? {};
    reports.set(key, { running, sample, ...omitUndefined({ pending: pending.get(key), lastTaken }) });
  }
  return reports;
}
