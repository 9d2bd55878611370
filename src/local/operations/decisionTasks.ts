import { faults } from '../api/faults.js';
import type { Input, Output } from '../api/Operations.js';
import { openTask, sealTask, type TaskReference } from '../api/tokens.js';
import type { Decision } from '../api/validation/decisions.js';
import { applyDecision, closesExecution } from '../decisions/index.js';
import { record, recordTogether } from '../history/record.js';
import { isOfferedAgain, takeAgain } from '../history/views/offers.js';
import type { Execution } from '../state/Execution.js';
import type { Region } from '../state/Region.js';
import type { DecisionTask } from '../state/tasks.js';
import { historyPage } from './historyPage.js';
import { findDomain, isOpen } from './lookups.js';
import { NoTask, type Operation } from './Operation.js';
import { openPage, type QueryIdentity, sealPage } from './paging.js';

type PollInput = Input<'PollForDecisionTask'>;

/** The identity of a decision task, which all of its pages share. */
interface HandedOut extends TaskReference {
  readonly previousStartedEventId: number;
}

function queryOf({ domain, taskList, reverseOrder, startAtPreviousStartedEvent }: PollInput): QueryIdentity {
  return ['PollForDecisionTask', domain, taskList.name, !!reverseOrder, !!startAtPreviousStartedEvent];
}

export const pollForDecisionTask: Operation<'PollForDecisionTask'> = (region, input) => {
  const domain = findDomain(region, input.domain);
  if (input.nextPageToken !== undefined) return nextPage(region, input, input.nextPageToken);
  const list = domain.decisionTaskLists.named(input.taskList.name);
  const task = list.next;
  if (task === undefined) return new NoTask(list, { startedEventId: 0, previousStartedEventId: 0 });
  const { execution, scheduledEventId } = task;
  const startedEventId = start(task, input.identity);
  const { previousStartedEventId } = task;
  return page(region, input, execution, {
    ...execution.execution,
    scheduledEventId,
    startedEventId,
    previousStartedEventId,
  });
};

/** Records the start of a task, unless it has been started before and is only offered again. */
function start(task: DecisionTask, identity: string | undefined): number {
  const { execution, scheduledEventId } = task;
  if (!isOfferedAgain(task)) return record(execution, 'DecisionTaskStarted', { scheduledEventId, identity });
  takeAgain(task);
  return task.startedEventId;
}

/** Returns the next page of a task's events. The history ends where it did when the task was started. */
function nextPage(region: Region, input: PollInput, token: string): Output<'PollForDecisionTask'> {
  const place = openPage(region, queryOf(input), token);
  const [runId, ...ids]: unknown[] = Array.isArray(place) ? place : [];
  if (typeof runId !== 'string' || !ids.every(id => typeof id === 'number')) throw faults.invalidToken();
  const [scheduledEventId = 0, startedEventId = 0, previousStartedEventId = 0, next] = ids;
  const execution = region.executions.get(runId);
  if (execution === undefined) throw faults.unknownRun('', runId);
  const { workflowId } = execution.execution;
  const task = { workflowId, runId, scheduledEventId, startedEventId, previousStartedEventId };
  return page(region, input, execution, task, next);
}

function page(
  region: Region,
  input: PollInput,
  execution: Execution,
  task: HandedOut,
  place?: number,
): Output<'PollForDecisionTask'> {
  const { runId, scheduledEventId, startedEventId, previousStartedEventId } = task;
  const { events, next } = historyPage({
    events: execution.events,
    first: input.startAtPreviousStartedEvent ? Math.max(1, previousStartedEventId) : 1,
    last: startedEventId,
    place,
    input,
  });
  const nextPlace = [runId, scheduledEventId, startedEventId, previousStartedEventId, next];
  return {
    taskToken: sealTask(region.tokens, 'decisionTask', task),
    startedEventId,
    previousStartedEventId,
    workflowExecution: execution.execution,
    workflowType: execution.workflowType,
    events,
    nextPageToken: next === undefined ? undefined : sealPage(region, queryOf(input), nextPlace),
  };
}

/** Finds the running decision task that a token refers to. */
function findRunning(region: Region, token: string): DecisionTask {
  const reference = openTask(region.tokens, 'decisionTask', token);
  if (reference === undefined) throw faults.invalidToken();
  const { workflowId, runId, scheduledEventId, startedEventId } = reference;
  const execution = region.executions.get(runId);
  if (!isOpen(execution)) throw faults.unknownRun(workflowId, runId);
  const { running } = execution.open;
  if (running?.startedEventId !== startedEventId) throw faults.unknownDecisionTask(scheduledEventId);
  return running;
}

export const respondDecisionTaskCompleted: Operation<'RespondDecisionTaskCompleted'> = (region, input) => {
  const { decisions = [], executionContext, taskList, taskListScheduleToStartTimeout } = input;
  const { execution, scheduledEventId, startedEventId } = findRunning(region, input.taskToken);
  refuseMisplacedClose(decisions);
  recordTogether(execution, () => {
    const decisionTaskCompletedEventId = record(execution, 'DecisionTaskCompleted', {
      scheduledEventId,
      startedEventId,
      executionContext,
      taskList,
      taskListScheduleToStartTimeout,
    });
    for (const decision of decisions) applyDecision({ execution, decisionTaskCompletedEventId }, decision);
  });
};

function refuseMisplacedClose(decisions: readonly Decision[]): void {
  const first = decisions.findIndex(closesExecution);
  if (first >= 0 && first < decisions.length - 1)
    throw faults.validation('Close must be last decision in list');
}

export const countPendingDecisionTasks: Operation<'CountPendingDecisionTasks'> = (region, input) => ({
  count: findDomain(region, input.domain).decisionTaskLists.pending(input.taskList.name),
  truncated: false,
});
