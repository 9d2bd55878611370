import type { Activity, DecisionTurn, History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ListKey, TakenTasks } from './TaskListReport.js';
import { timeOf } from './times.js';

/** Returns the tasks that were taken from each task list, as a history shows them. */
export function takenTasks(history: History): ReadonlyMap<ListKey, TakenTasks> {
  const taken = new Map<ListKey, TakenTasks>();
  for (const activity of history.activities) add(taken, 'activity', activity);
  for (const turn of history.decisions) add(taken, 'decision', turn);
  return taken;
}

/** Adds what another history shows. */
export function mergeTaken(
  all: readonly ReadonlyMap<ListKey, TakenTasks>[],
): ReadonlyMap<ListKey, TakenTasks> {
  const merged = new Map<ListKey, TakenTasks>();
  for (const part of all) for (const [key, tasks] of part) put(merged, key, tasks);
  return merged;
}

function add(
  taken: Map<ListKey, TakenTasks>,
  kind: 'activity' | 'decision',
  task: Activity | DecisionTurn,
): void {
  const at = timeOf(task, 'started');
  if (at === undefined || task.taskList === undefined) return;
  put(taken, `${kind} ${task.taskList}`, {
    last: { at, ...omitUndefined({ identity: task.identity }) },
    running: Number(task.isOpen),
  });
}

function put(taken: Map<ListKey, TakenTasks>, key: ListKey, { last, running }: TakenTasks): void {
  const known = taken.get(key);
  taken.set(key, {
    last: known !== undefined && known.last.at >= last.at ? known.last : last,
    running: running + (known?.running ?? 0),
  });
}
