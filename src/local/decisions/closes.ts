import type { ContinueAsNewWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { record } from '../history/record.js';
import { type NeededOption, resolveOptions, startExecution } from '../history/startExecution.js';
import type { RegisteredWorkflowType } from '../state/Domain.js';
import type { Execution } from '../state/Execution.js';
import type { Decide, Decider } from './Decide.js';

/**
 * A decision task is already pending, so the decider must see the new events before it can close the
 * execution.
 */
const isUnhandled = ({ open }: Execution) => open?.waiting !== undefined;

export const completeWorkflowExecution: Decide = ({ execution, ...ids }, decision) => {
  if (isUnhandled(execution)) {
    record(execution, 'CompleteWorkflowExecutionFailed', { cause: 'UNHANDLED_DECISION', ...ids });
    return;
  }
  const { result } = decision.completeWorkflowExecutionDecisionAttributes ?? {};
  record(execution, 'WorkflowExecutionCompleted', { result, ...ids });
};

export const failWorkflowExecution: Decide = ({ execution, ...ids }, decision) => {
  if (isUnhandled(execution)) {
    record(execution, 'FailWorkflowExecutionFailed', { cause: 'UNHANDLED_DECISION', ...ids });
    return;
  }
  const { reason, details } = decision.failWorkflowExecutionDecisionAttributes ?? {};
  record(execution, 'WorkflowExecutionFailed', { reason, details, ...ids });
};

export const cancelWorkflowExecution: Decide = ({ execution, ...ids }, decision) => {
  if (isUnhandled(execution)) {
    record(execution, 'CancelWorkflowExecutionFailed', { cause: 'UNHANDLED_DECISION', ...ids });
    return;
  }
  const { details } = decision.cancelWorkflowExecutionDecisionAttributes ?? {};
  record(execution, 'WorkflowExecutionCanceled', { details, ...ids });
};

/** The failure causes for missing options of continued and child executions. */
export const missingOptionCauses = {
  executionStartToCloseTimeout: 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  taskList: 'DEFAULT_TASK_LIST_UNDEFINED',
  taskStartToCloseTimeout: 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  childPolicy: 'DEFAULT_CHILD_POLICY_UNDEFINED',
} as const satisfies Record<NeededOption, ContinueAsNewWorkflowExecutionFailedCause>;

function causeOf(
  execution: Execution,
  type: RegisteredWorkflowType | undefined,
): ContinueAsNewWorkflowExecutionFailedCause | undefined {
  if (isUnhandled(execution)) return 'UNHANDLED_DECISION';
  if (type === undefined) return 'WORKFLOW_TYPE_DOES_NOT_EXIST';
  return type.status === 'DEPRECATED' ? 'WORKFLOW_TYPE_DEPRECATED' : undefined;
}

export const continueAsNewWorkflowExecution: Decide = (decider, decision) => {
  const { execution, decisionTaskCompletedEventId } = decider;
  const { domain, workflowType } = execution;
  const { workflowTypeVersion = workflowType.version, ...given } =
    decision.continueAsNewWorkflowExecutionDecisionAttributes ?? {};
  const type = domain.workflowTypes.get(workflowType.name, workflowTypeVersion);
  const fail = (cause: ContinueAsNewWorkflowExecutionFailedCause) =>
    record(execution, 'ContinueAsNewWorkflowExecutionFailed', { cause, decisionTaskCompletedEventId });
  const cause = causeOf(execution, type);
  if (type === undefined || cause !== undefined) return void fail(cause ?? 'WORKFLOW_TYPE_DOES_NOT_EXIST');
  const options = resolveOptions(given, type);
  if ('missing' in options) return void fail(missingOptionCauses[options.missing]);

  const newExecutionRunId = domain.region.newRunId();
  record(execution, 'WorkflowExecutionContinuedAsNew', {
    ...options,
    workflowType: { name: type.name, version: type.version },
    newExecutionRunId,
    decisionTaskCompletedEventId,
  });
  succeed(decider, type, newExecutionRunId, options);
};

/** Starts the run that continues this one. */
function succeed(
  { execution }: Decider,
  type: RegisteredWorkflowType,
  runId: string,
  options: Parameters<typeof startExecution>[3],
): void {
  const { domain, parent } = execution;
  const { workflowId, runId: continuedExecutionRunId } = execution.execution;
  startExecution(domain, type, { workflowId, runId }, options, { parent, continuedExecutionRunId });
}
