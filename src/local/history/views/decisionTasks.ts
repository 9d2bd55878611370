import { after } from '../../api/durations.js';
import type { Execution } from '../../state/Execution.js';
import { DecisionTask } from '../../state/tasks.js';
import { withdrawOffer } from './offers.js';
import type { Views } from './View.js';

/** Makes a decision task available to pollers. */
function offer(task: DecisionTask): void {
  const { region } = task.execution.domain;
  task.list.add(task);
  region.offered.add(task);
  region.ready.add(task.list);
  region.setDeadline(task.deadline, after(region.now, task.scheduled.scheduleToStartTimeout));
}

/** Makes the task that was pending behind the running one available. */
function release({ open }: Execution): void {
  if (open?.waiting === undefined) return;
  open.waiting.list.withheld -= 1;
  offer(open.waiting);
}

/** Removes the pending decision task from its list, whether or not it was available to pollers. */
export function withdrawDecisionTask({ open }: Execution): void {
  if (open?.waiting === undefined) return;
  const { execution, list, deadline: due } = open.waiting;
  if (open.running === undefined) list.remove(open.waiting);
  else list.withheld -= 1;
  const { region } = execution.domain;
  region.offered.delete(open.waiting);
  region.setDeadline(due, undefined);
  open.waiting = undefined;
}

/** Clears the deadline of the running decision task, which is no longer held by a decider. */
export function abandonRunning({ open, domain }: Execution): void {
  if (open?.running === undefined) return;
  withdrawOffer(open.running);
  domain.region.held.delete(open.running);
  domain.region.setDeadline(open.running.deadline, undefined);
}

function endRunning(execution: Execution): void {
  const { open } = execution;
  if (open?.running === undefined) return;
  abandonRunning(execution);
  open.running = undefined;
  release(execution);
}

export const decisionTaskViews: Views = {
  DecisionTaskScheduled(execution, scheduled, scheduledEventId) {
    const { open } = execution;
    if (open === undefined) return;
    const task = new DecisionTask(execution, scheduledEventId, scheduled);
    open.waiting = task;
    if (open.running === undefined) offer(task);
    else task.list.withheld += 1;
  },

  DecisionTaskStarted(execution, _, eventId) {
    const { open, domain } = execution;
    const task = open?.waiting;
    if (open === undefined || task === undefined) return;
    withdrawDecisionTask(execution);
    open.running = task;
    task.startedEventId = eventId;
    task.previousStartedEventId = execution.lastDecidedEventId;
    const { region } = domain;
    region.held.add(task);
    region.setDeadline(task.deadline, after(region.now, task.scheduled.startToCloseTimeout));
  },

  DecisionTaskCompleted(execution, attributes) {
    const { startedEventId, executionContext, taskList, taskListScheduleToStartTimeout } = attributes;
    if (executionContext !== undefined) execution.latestExecutionContext = executionContext;
    execution.lastDecidedEventId = startedEventId;
    if (execution.open !== undefined && taskList !== undefined) {
      const own = execution.configuration.taskList.name;
      execution.open.override =
        taskList.name === own
          ? undefined
          : { name: taskList.name, scheduleToStartTimeout: taskListScheduleToStartTimeout };
    }
    endRunning(execution);
  },

  DecisionTaskTimedOut(execution, { startedEventId }) {
    const { open } = execution;
    if (open === undefined) return;
    // An override with a timeout ends as soon as a task is not started or completed in time.
    const limit = open.override?.scheduleToStartTimeout;
    if (limit !== undefined && limit !== 'NONE') open.override = undefined;
    if (startedEventId === 0) withdrawDecisionTask(execution);
    else endRunning(execution);
  },
};
