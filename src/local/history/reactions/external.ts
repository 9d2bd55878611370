import type { Execution } from '../../state/Execution.js';
import { record } from '../record.js';
import type { Reaction } from './Reaction.js';

interface Target {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** Finds the open execution that a decision targets: a specific run, or the open run of the workflow id. */
function findTarget({ domain }: Execution, { workflowId, runId }: Target): Execution | undefined {
  const target = domain.openExecutions.get(workflowId);
  return !runId || target?.execution.runId === runId ? target : undefined;
}

/** Delivers a signal to another execution. */
export const signalExternal: Reaction<'SignalExternalWorkflowExecutionInitiated'> = (
  sender,
  initiated,
  initiatedEventId,
) => {
  const { workflowId, runId, signalName, input, control, decisionTaskCompletedEventId } = initiated;
  const target = findTarget(sender, initiated);
  if (target !== undefined) {
    record(target, 'WorkflowExecutionSignaled', {
      signalName,
      input,
      externalWorkflowExecution: sender.execution,
      externalInitiatedEventId: initiatedEventId,
    });
  }
  if (sender.open === undefined) return;
  if (target !== undefined) {
    record(sender, 'ExternalWorkflowExecutionSignaled', {
      workflowExecution: target.execution,
      initiatedEventId,
    });
    return;
  }
  record(sender, 'SignalExternalWorkflowExecutionFailed', {
    workflowId,
    runId,
    control,
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    initiatedEventId,
    decisionTaskCompletedEventId,
  });
};

/** Delivers a request to cancel to another execution. */
export const cancelExternal: Reaction<'RequestCancelExternalWorkflowExecutionInitiated'> = (
  sender,
  initiated,
  initiatedEventId,
) => {
  const { workflowId, runId, control, decisionTaskCompletedEventId } = initiated;
  const target = findTarget(sender, initiated);
  if (target !== undefined) {
    record(target, 'WorkflowExecutionCancelRequested', {
      externalWorkflowExecution: sender.execution,
      externalInitiatedEventId: initiatedEventId,
    });
  }
  if (sender.open === undefined) return;
  if (target !== undefined) {
    record(sender, 'ExternalWorkflowExecutionCancelRequested', {
      workflowExecution: target.execution,
      initiatedEventId,
    });
    return;
  }
  record(sender, 'RequestCancelExternalWorkflowExecutionFailed', {
    workflowId,
    runId,
    control,
    cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    initiatedEventId,
    decisionTaskCompletedEventId,
  });
};
