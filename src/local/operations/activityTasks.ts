import { faults } from '../api/faults.js';
import { openTask, sealTask } from '../api/tokens.js';
import { change } from '../changes/index.js';
import { record } from '../history/record.js';
import { findActivity } from '../history/views/activityTasks.js';
import { isOfferedAgain, takeAgain } from '../history/views/offers.js';
import type { Region } from '../state/Region.js';
import type { Activity } from '../state/tasks.js';
import { findDomain, isOpen } from './lookups.js';
import { NoTask, type Operation } from './Operation.js';

export const pollForActivityTask: Operation<'PollForActivityTask'> = (region, input) => {
  const list = findDomain(region, input.domain).activityTaskLists.named(input.taskList.name);
  const task = list.next;
  if (task === undefined) return new NoTask(list, { startedEventId: 0 });
  const { execution, scheduled, scheduledEventId } = task;
  const startedEventId = start(task, input.identity);
  const reference = { ...execution.execution, scheduledEventId, startedEventId };
  return {
    taskToken: sealTask(region.tokens, 'activityTask', reference),
    activityId: scheduled.activityId,
    startedEventId,
    workflowExecution: execution.execution,
    activityType: scheduled.activityType,
    input: scheduled.input,
  };
};

/** Records the start of a task, unless it has been started before and is only offered again. */
function start(task: Activity, identity: string | undefined): number {
  const { execution, scheduledEventId } = task;
  if (!isOfferedAgain(task)) return record(execution, 'ActivityTaskStarted', { scheduledEventId, identity });
  takeAgain(task);
  return task.startedEventId;
}

/** Finds the started activity task that a token refers to. */
function findStarted(region: Region, token: string): Activity {
  const reference = openTask(region.tokens, 'activityTask', token);
  if (reference === undefined) throw faults.invalidToken();
  const { workflowId, runId, scheduledEventId } = reference;
  const execution = region.executions.get(runId);
  if (!isOpen(execution)) throw faults.unknownRun(workflowId, runId);
  const activity = findActivity(execution, scheduledEventId);
  if (activity === undefined) throw faults.unknownActivity(scheduledEventId);
  return activity;
}

export const respondActivityTaskCompleted: Operation<'RespondActivityTaskCompleted'> = (region, input) => {
  const { execution, scheduledEventId, startedEventId } = findStarted(region, input.taskToken);
  const { result } = input;
  record(execution, 'ActivityTaskCompleted', { scheduledEventId, startedEventId, result });
};

export const respondActivityTaskFailed: Operation<'RespondActivityTaskFailed'> = (region, input) => {
  const { execution, scheduledEventId, startedEventId } = findStarted(region, input.taskToken);
  const { reason, details } = input;
  record(execution, 'ActivityTaskFailed', { scheduledEventId, startedEventId, reason, details });
};

export const respondActivityTaskCanceled: Operation<'RespondActivityTaskCanceled'> = (region, input) => {
  const { execution, scheduledEventId, startedEventId, latestCancelRequestedEventId } = findStarted(
    region,
    input.taskToken,
  );
  record(execution, 'ActivityTaskCanceled', {
    scheduledEventId,
    startedEventId,
    details: input.details,
    latestCancelRequestedEventId,
  });
};

export const recordActivityTaskHeartbeat: Operation<'RecordActivityTaskHeartbeat'> = (region, input) => {
  const activity = findStarted(region, input.taskToken);
  region.throttle?.admitFor(activity.execution, 'RecordActivityTaskHeartbeat', region.now);
  const { runId } = activity.execution.execution;
  const details = input.details ?? activity.heartbeatDetails;
  change(region, { kind: 'heartbeat', runId, scheduledEventId: activity.scheduledEventId, details });
  return { cancelRequested: activity.latestCancelRequestedEventId !== 0 };
};

export const countPendingActivityTasks: Operation<'CountPendingActivityTasks'> = (region, input) => ({
  count: findDomain(region, input.domain).activityTaskLists.pending(input.taskList.name),
  truncated: false,
});
