import type { CloseStatus, WorkflowExecutionOpenCounts } from '@aws-sdk/client-swf';
import { longestDuration, milliseconds } from '../../api/durations.js';
import type { Wire } from '../../api/wire.js';
import type { Domain } from '../../state/Domain.js';
import type { Child, Execution, OpenState } from '../../state/Execution.js';
import { runName } from '../../state/names.js';
import { abandonActivity } from './activityTasks.js';
import { abandonRunning, withdrawDecisionTask } from './decisionTasks.js';
import { abandonLambda } from './lambdaFunctions.js';
import type { Views } from './View.js';

const isStarted = ({ startedEventId }: Child) => startedEventId > 0;

/** What an open execution waits for. Of a running and a waiting decision task, one is counted. */
export function countOpen(open: OpenState): Wire<WorkflowExecutionOpenCounts> {
  return {
    openActivityTasks: open.activities.size,
    openDecisionTasks: open.running === undefined && open.waiting === undefined ? 0 : 1,
    openTimers: open.timers.size,
    openChildWorkflowExecutions: [...open.children.values()].filter(isStarted).length,
    openLambdaFunctions: open.lambdas.size,
  };
}

/** Ends all that could still happen in an execution. */
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

/** Forgets closed executions whose retention is over and says when the next one follows. */
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
    // A parent follows its child from run to run; runs between them may have been forgotten.
    if (continuedExecutionRunId !== undefined && inParent !== undefined) {
      inParent.runId = execution.execution.runId;
    }
    if (open === undefined) return;
    // Nothing runs for longer than a year, whatever was asked for.
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
