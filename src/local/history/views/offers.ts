import { offerName } from '../../state/rowNames.js';
import { Activity, type DecisionTask } from '../../state/tasks.js';

/** Returns true if a task was started, but is offered to pollers again. */
export const isOfferedAgain = ({ startedEventId, heapIndex }: Activity | DecisionTask): boolean =>
  startedEventId > 0 && heapIndex >= 0;

/** Offers a started task to pollers again. Its deadlines stay as they are. */
export function offerAgain(task: Activity | DecisionTask): void {
  const { region } = task.execution.domain;
  if (task instanceof Activity) task.list.add(task);
  else task.list.add(task);
  region.held.delete(task);
  region.offered.add(task);
  region.ready.add(task.list);
}

/** Removes a task from its list, where it may be offered for the first time or again. */
export function withdrawOffer(task: Activity | DecisionTask): void {
  const { execution, scheduledEventId } = task;
  const { region } = execution.domain;
  if (isOfferedAgain(task)) region.journal?.drop(offerName(execution.execution.runId, scheduledEventId));
  if (task instanceof Activity) task.list.remove(task);
  else task.list.remove(task);
  region.offered.delete(task);
}

/** Hands a started task that is offered again to a poller. No event records that. */
export function takeAgain(task: Activity | DecisionTask): void {
  withdrawOffer(task);
  task.execution.domain.region.held.add(task);
}
