import type { Execution } from '../state/Execution.js';
import type { Views } from './View.js';

function endChild({ open }: Execution, { initiatedEventId }: { initiatedEventId: number }): void {
  open?.children.delete(initiatedEventId);
}

export const childViews: Views = {
  StartChildWorkflowExecutionInitiated({ open }, { workflowType }, initiatedEventId) {
    open?.children.set(initiatedEventId, {
      initiatedEventId,
      workflowType,
      startedEventId: 0,
      execution: undefined,
    });
  },

  ChildWorkflowExecutionStarted({ open, domain }, { initiatedEventId, workflowExecution }, eventId) {
    const child = open?.children.get(initiatedEventId);
    const execution = domain.region.executions.get(workflowExecution.runId);
    if (child === undefined || execution === undefined) return;
    child.startedEventId = eventId;
    child.execution = execution;
  },

  StartChildWorkflowExecutionFailed: endChild,
  ChildWorkflowExecutionCompleted: endChild,
  ChildWorkflowExecutionFailed: endChild,
  ChildWorkflowExecutionTimedOut: endChild,
  ChildWorkflowExecutionCanceled: endChild,
  ChildWorkflowExecutionTerminated: endChild,
};
