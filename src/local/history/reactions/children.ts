import type { Execution } from '../../state/Execution.js';
import { record } from '../record.js';
import { resolveOptions, startExecution } from '../startExecution.js';
import type { Reaction } from './Reaction.js';

/** Starts the child execution, unless an execution with its workflow id is open. */
export const startChild: Reaction<'StartChildWorkflowExecutionInitiated'> = (
  parent,
  initiated,
  initiatedEventId,
) => {
  const { domain } = parent;
  const { workflowId, workflowType, control, decisionTaskCompletedEventId } = initiated;
  const type = domain.workflowTypes.get(workflowType.name, workflowType.version);
  const fail = (cause: 'WORKFLOW_ALREADY_RUNNING' | 'WORKFLOW_TYPE_DOES_NOT_EXIST') => {
    if (parent.open === undefined) return;
    const ids = { initiatedEventId, decisionTaskCompletedEventId };
    record(parent, 'StartChildWorkflowExecutionFailed', { workflowType, workflowId, cause, control, ...ids });
  };
  if (domain.openExecutions.has(workflowId)) return fail('WORKFLOW_ALREADY_RUNNING');
  if (type === undefined) return fail('WORKFLOW_TYPE_DOES_NOT_EXIST');
  const options = resolveOptions(initiated, type);
  if ('missing' in options) return fail('WORKFLOW_TYPE_DOES_NOT_EXIST');

  const execution = { workflowId, runId: domain.region.newRunId() };
  startExecution(domain, type, execution, options, {
    parent: { execution: parent.execution, initiatedEventId },
  });
  if (parent.open === undefined) return;
  record(parent, 'ChildWorkflowExecutionStarted', {
    workflowExecution: execution,
    workflowType,
    initiatedEventId,
  });
};

/**
 * Returns the parent and the attributes of its event for a closed child, or undefined if no parent waits for
 * it.
 */
function parentLink({ parent, execution, workflowType, inParent: child, domain }: Execution) {
  const known = parent && domain.region.executions.get(parent.execution.runId);
  if (known === undefined || child?.runId !== execution.runId) return undefined;
  return {
    parent: known,
    child: {
      workflowExecution: execution,
      workflowType,
      initiatedEventId: child.initiatedEventId,
      startedEventId: child.startedEventId,
    },
  };
}

export const childCompleted: Reaction<'WorkflowExecutionCompleted'> = (execution, { result }) => {
  const link = parentLink(execution);
  if (link) record(link.parent, 'ChildWorkflowExecutionCompleted', { ...link.child, result });
};

export const childFailed: Reaction<'WorkflowExecutionFailed'> = (execution, { reason, details }) => {
  const link = parentLink(execution);
  if (link) record(link.parent, 'ChildWorkflowExecutionFailed', { ...link.child, reason, details });
};

export const childCanceled: Reaction<'WorkflowExecutionCanceled'> = (execution, { details }) => {
  const link = parentLink(execution);
  if (link) record(link.parent, 'ChildWorkflowExecutionCanceled', { ...link.child, details });
};

export const childTimedOut: Reaction<'WorkflowExecutionTimedOut'> = (execution, attributes) => {
  const link = parentLink(execution);
  const { timeoutType } = attributes;
  if (link) record(link.parent, 'ChildWorkflowExecutionTimedOut', { ...link.child, timeoutType });
  applyChildPolicy(execution, attributes);
};

export const childTerminated: Reaction<'WorkflowExecutionTerminated'> = (execution, attributes) => {
  const link = parentLink(execution);
  if (link) record(link.parent, 'ChildWorkflowExecutionTerminated', link.child);
  applyChildPolicy(execution, attributes);
};

/** Applies the child policy of an execution that was terminated or has timed out. */
function applyChildPolicy(
  { closed, execution, domain }: Execution,
  { childPolicy }: { childPolicy: string },
): void {
  for (const { runId = '' } of closed?.children ?? []) {
    const child = domain.region.executions.get(runId);
    if (child?.open === undefined) continue;
    if (childPolicy === 'TERMINATE') {
      record(child, 'WorkflowExecutionTerminated', {
        childPolicy: child.configuration.childPolicy,
        cause: 'CHILD_POLICY_APPLIED',
      });
    } else if (childPolicy === 'REQUEST_CANCEL') {
      record(child, 'WorkflowExecutionCancelRequested', {
        cause: 'CHILD_POLICY_APPLIED',
        externalWorkflowExecution: execution,
        externalInitiatedEventId: 0,
      });
    }
  }
}
