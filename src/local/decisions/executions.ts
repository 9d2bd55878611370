import type { ContinueAsNewWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { record } from '../history/record.js';
import { type NeededOption, resolveOptions, startExecution } from '../history/startExecution.js';
import type { DecisionHandler } from './DecisionHandler.js';

/**
 * Wraps the handler of a closing decision, which fails if a decision task is pending: the decider must see
 * the new events before it can close the execution.
 */
const unlessUnhandled =
  (
    failed:
      | 'CompleteWorkflowExecutionFailed'
      | 'FailWorkflowExecutionFailed'
      | 'CancelWorkflowExecutionFailed'
      | 'ContinueAsNewWorkflowExecutionFailed',
    close: DecisionHandler,
  ): DecisionHandler =>
  (context, decision) => {
    const { execution, ...ids } = context;
    if (execution.open?.waiting === undefined) close(context, decision);
    else record(execution, failed, { cause: 'UNHANDLED_DECISION', ...ids });
  };

export const completeWorkflowExecution = unlessUnhandled(
  'CompleteWorkflowExecutionFailed',
  ({ execution, ...ids }, { completeWorkflowExecutionDecisionAttributes: { result } = {} }) => {
    record(execution, 'WorkflowExecutionCompleted', { result, ...ids });
  },
);

export const failWorkflowExecution = unlessUnhandled(
  'FailWorkflowExecutionFailed',
  ({ execution, ...ids }, { failWorkflowExecutionDecisionAttributes: { reason, details } = {} }) => {
    record(execution, 'WorkflowExecutionFailed', { reason, details, ...ids });
  },
);

export const cancelWorkflowExecution = unlessUnhandled(
  'CancelWorkflowExecutionFailed',
  ({ execution, ...ids }, { cancelWorkflowExecutionDecisionAttributes: { details } = {} }) => {
    record(execution, 'WorkflowExecutionCanceled', { details, ...ids });
  },
);

/** The failure causes for missing options of continued and child executions. */
export const missingOptionCauses = {
  executionStartToCloseTimeout: 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  taskList: 'DEFAULT_TASK_LIST_UNDEFINED',
  taskStartToCloseTimeout: 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED',
  childPolicy: 'DEFAULT_CHILD_POLICY_UNDEFINED',
} as const satisfies Record<NeededOption, ContinueAsNewWorkflowExecutionFailedCause>;

export const continueAsNewWorkflowExecution = unlessUnhandled(
  'ContinueAsNewWorkflowExecutionFailed',
  ({ execution, ...ids }, decision) => {
    const { domain, workflowType, parent } = execution;
    const { workflowTypeVersion = workflowType.version, ...given } =
      decision.continueAsNewWorkflowExecutionDecisionAttributes ?? {};
    const fail = (cause: ContinueAsNewWorkflowExecutionFailedCause) =>
      record(execution, 'ContinueAsNewWorkflowExecutionFailed', { cause, ...ids });
    const type = domain.workflowTypes.get(workflowType.name, workflowTypeVersion);
    if (type === undefined) return fail('WORKFLOW_TYPE_DOES_NOT_EXIST');
    if (type.status === 'DEPRECATED') return fail('WORKFLOW_TYPE_DEPRECATED');
    const options = resolveOptions(given, type);
    if ('missing' in options) return fail(missingOptionCauses[options.missing]);

    const newExecutionRunId = domain.region.newRunId();
    record(execution, 'WorkflowExecutionContinuedAsNew', {
      ...options,
      workflowType: { name: type.name, version: type.version },
      newExecutionRunId,
      ...ids,
    });
    const { workflowId, runId: continuedExecutionRunId } = execution.execution;
    const next = { workflowId, runId: newExecutionRunId };
    startExecution(domain, type, next, options, { parent, continuedExecutionRunId });
  },
);
