import type { Execution } from '../../state/Execution.js';
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
      runId: undefined,
    });
  },

  ChildWorkflowExecutionStarted({ open }, { initiatedEventId, workflowExecution }, eventId) {
    const child = open?.children.get(initiatedEventId);
    if (child === undefined) return;
    child.startedEventId = eventId;
    child.runId = workflowExecution.runId;
  },

  StartChildWorkflowExecutionFailed: endChild,
  ChildWorkflowExecutionCompleted: endChild,
  ChildWorkflowExecutionFailed: endChild,
  ChildWorkflowExecutionTimedOut: endChild,
  ChildWorkflowExecutionCanceled: endChild,
  ChildWorkflowExecutionTerminated: endChild,
};
