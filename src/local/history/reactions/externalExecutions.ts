import type { Attributes } from '../../api/events.js';
import type { Execution } from '../../state/Execution.js';
import { record } from '../record.js';
import type { Reaction } from './Reaction.js';

type Initiated = Attributes<
  'SignalExternalWorkflowExecutionInitiated' | 'RequestCancelExternalWorkflowExecutionInitiated'
>;

/** The events that tell the sender whether its message was delivered. */
interface Outcomes {
  readonly delivered: 'ExternalWorkflowExecutionSignaled' | 'ExternalWorkflowExecutionCancelRequested';
  readonly failed: 'SignalExternalWorkflowExecutionFailed' | 'RequestCancelExternalWorkflowExecutionFailed';
}

/** Finds the open execution that a decision targets: a specific run, or the open run of the workflow id. */
function findTarget({ domain }: Execution, { workflowId, runId }: Initiated): Execution | undefined {
  const target = domain.openExecutions.get(workflowId);
  return !runId || target?.execution.runId === runId ? target : undefined;
}

/** Records in the sender, if it is still open, whether there was a target. */
function report(
  sender: Execution,
  target: Execution | undefined,
  { workflowId, runId, control, decisionTaskCompletedEventId }: Initiated,
  initiatedEventId: number,
  { delivered, failed }: Outcomes,
): void {
  // In a fork, the target may exist elsewhere: the message waits for an answer.
  if (sender.open === undefined || (target === undefined && sender.domain.region.isFork)) return;
  if (target !== undefined) {
    record(sender, delivered, { workflowExecution: target.execution, initiatedEventId });
    return;
  }
  const cause = 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION';
  const ids = { initiatedEventId, decisionTaskCompletedEventId };
  record(sender, failed, { workflowId, runId, control, cause, ...ids });
}

/** Delivers a signal to another execution. */
export const signalExternal: Reaction<'SignalExternalWorkflowExecutionInitiated'> = (
  sender,
  initiated,
  initiatedEventId,
) => {
  const target = findTarget(sender, initiated);
  if (target !== undefined) {
    record(target, 'WorkflowExecutionSignaled', {
      signalName: initiated.signalName,
      input: initiated.input,
      externalWorkflowExecution: sender.execution,
      externalInitiatedEventId: initiatedEventId,
    });
  }
  report(sender, target, initiated, initiatedEventId, {
    delivered: 'ExternalWorkflowExecutionSignaled',
    failed: 'SignalExternalWorkflowExecutionFailed',
  });
};

/** Delivers a cancel request to another execution. */
export const cancelExternal: Reaction<'RequestCancelExternalWorkflowExecutionInitiated'> = (
  sender,
  initiated,
  initiatedEventId,
) => {
  const target = findTarget(sender, initiated);
  if (target !== undefined) {
    record(target, 'WorkflowExecutionCancelRequested', {
      externalWorkflowExecution: sender.execution,
      externalInitiatedEventId: initiatedEventId,
    });
  }
  report(sender, target, initiated, initiatedEventId, {
    delivered: 'ExternalWorkflowExecutionCancelRequested',
    failed: 'RequestCancelExternalWorkflowExecutionFailed',
  });
};
