import type { CloseStatus, WorkflowExecutionOpenCounts } from '@aws-sdk/client-swf';
import { longestDuration, milliseconds } from '../../api/durations.js';
import type { Wire } from '../../api/wire.js';
import type { Domain } from '../../state/Domain.js';
import type { Child, Execution, OpenState } from '../../state/Execution.js';
import { runName } from '../../state/rowNames.js';
import { abandonActivity } from './activityTasks.js';
import { abandonRunning, withdrawDecisionTask } from './decisionTasks.js';
import { abandonLambda } from './lambdaFunctions.js';
import type { Views } from './View.js';

const isStarted = ({ startedEventId }: Child) => startedEventId > 0;

/** Counts the open items of an execution. A running and a pending decision task count as one. */
export function countOpen(open: OpenState): Wire<WorkflowExecutionOpenCounts> {
  return {
    openActivityTasks: open.activities.size,
    openDecisionTasks: open.running === undefined && open.waiting === undefined ? 0 : 1,
    openTimers: open.timers.size,
    openChildWorkflowExecutions: [...open.children.values()].filter(isStarted).length,
    openLambdaFunctions: open.lambdas.size,
  };
}

/** Clears all deadlines and tasks of an execution that closes. */
function abandon(execution: Execution, open: OpenState): void {
  const { region } = execution.domain;
  region.setDeadline(open.deadline, undefined);
  for (const activity of open.activities.values()) abandonActivity(activity);
  for (const timer of open.timers.values()) region.setDeadline(timer.deadline, undefined);
  for (const lambda of open.lambdas.values()) abandonLambda(lambda);
  abandonRunning(execution);
  withdrawDecisionTask(execution);
}

function close(execution: Execution, status: CloseStatus): void {
  const { domain, open } = execution;
  if (open === undefined) return;
  const { region, visibility } = domain;
  execution.closed = {
    status,
    at: region.now,
    serial: region.nextSerial(),
    openCounts: countOpen(open),
    children: [...open.children.values()],
  };
  abandon(execution, open);
  execution.open = undefined;
  domain.openExecutions.delete(execution.execution.workflowId);
  visibility.closed(execution);
  forgetExpired(domain);
}

/** Deletes closed executions whose retention has expired, and sets the deadline for the next one. */
export function forgetExpired(domain: Domain): void {
  const { region, retention, visibility, retentionMilliseconds } = domain;
  for (;;) {
    const first = visibility.firstClosed;
    const at = first?.closed === undefined ? undefined : first.closed.at + retentionMilliseconds;
    if (first === undefined || at === undefined || at > region.now) {
      if (retention.heapIndex < 0 || retention.at !== at) region.setDeadline(retention, at);
      return;
    }
    const { runId } = first.execution;
    visibility.forget(first);
    region.executions.delete(runId);
    region.journal?.drop(runName(runId));
  }
}

export const executionViews: Views = {
  WorkflowExecutionStarted(execution, { executionStartToCloseTimeout, continuedExecutionRunId }) {
    const { domain, open, inParent } = execution;
    const { region } = domain;
    region.executions.set(execution.execution.runId, execution);
    domain.openExecutions.set(execution.execution.workflowId, execution);
    domain.visibility.opened(execution);
    // A parent tracks its child across runs. It is updated here, because runs in between may be deleted.
    if (continuedExecutionRunId !== undefined && inParent !== undefined) {
      inParent.runId = execution.execution.runId;
    }
    if (open === undefined) return;
    // No execution runs for longer than a year, even with a timeout of NONE.
    const limit = milliseconds(executionStartToCloseTimeout) ?? longestDuration * 1000;
    region.setDeadline(open.deadline, region.now + limit);
  },

  WorkflowExecutionCancelRequested(execution) {
    execution.cancelRequested = true;
  },

  WorkflowExecutionCompleted: execution => close(execution, 'COMPLETED'),
  WorkflowExecutionFailed: execution => close(execution, 'FAILED'),
  WorkflowExecutionCanceled: execution => close(execution, 'CANCELED'),
  WorkflowExecutionTimedOut: execution => close(execution, 'TIMED_OUT'),
  WorkflowExecutionTerminated: execution => close(execution, 'TERMINATED'),
  WorkflowExecutionContinuedAsNew: execution => close(execution, 'CONTINUED_AS_NEW'),
};
