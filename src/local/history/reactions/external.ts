import type { Execution } from '../../state/Execution.js';
import { record } from '../record.js';
import type { Reaction } from './Reaction.js';

interface Target {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** The open execution that a decision means: a certain run, or whichever run is open. */
function findTarget({ domain }: Execution, { workflowId, runId }: Target): Execution | undefined {
  const target = domain.openExecutions.get(workflowId);
  return !runId || target?.execution.runId === runId ? target : undefined;
}

/** A signal that was decided on reaches its target. */
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

/** A request to cancel that was decided on reaches its target. */
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
