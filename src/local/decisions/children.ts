import type { StartChildWorkflowExecutionFailedCause } from '@aws-sdk/client-swf';
import { record } from '../history/record.js';
import { resolveOptions } from '../history/startExecution.js';
import type { RegisteredWorkflowType } from '../state/Domain.js';
import type { Execution } from '../state/Execution.js';
import { exceedsRate, withAttributes } from './DecisionHandler.js';
import { missingOptionCauses } from './executions.js';

function causeOf(
  { domain, open }: Execution,
  type: RegisteredWorkflowType | undefined,
): StartChildWorkflowExecutionFailedCause | undefined {
  const { quotas } = domain.region;
  if (type === undefined) return 'WORKFLOW_TYPE_DOES_NOT_EXIST';
  if (type.status === 'DEPRECATED') return 'WORKFLOW_TYPE_DEPRECATED';
  const children = open?.children.size ?? 0;
  if (children >= quotas.openChildExecutionsPerExecution) return 'OPEN_CHILDREN_LIMIT_EXCEEDED';
  if (domain.openExecutions.size >= quotas.openExecutionsPerDomain) return 'OPEN_WORKFLOWS_LIMIT_EXCEEDED';
  return undefined;
}

export const startChildWorkflowExecution = withAttributes(
  'startChildWorkflowExecutionDecisionAttributes',
  (context, attributes) => {
    const { execution, decisionTaskCompletedEventId } = context;
    const { workflowId, control } = attributes;
    const { name, version } = attributes.workflowType;
    const workflowType = { name, version };
    const type = execution.domain.workflowTypes.get(name, version);
    const fail = (cause: StartChildWorkflowExecutionFailedCause) =>
      record(execution, 'StartChildWorkflowExecutionFailed', {
        workflowType,
        workflowId,
        cause,
        control,
        initiatedEventId: 0,
        decisionTaskCompletedEventId,
      });
    const cause = causeOf(execution, type);
    if (type === undefined || cause !== undefined) return fail(cause ?? 'WORKFLOW_TYPE_DOES_NOT_EXIST');
    const options = resolveOptions(attributes, type);
    if ('missing' in options) return fail(missingOptionCauses[options.missing]);
    if (exceedsRate(context, 'StartChildWorkflowExecution')) return fail('CHILD_CREATION_RATE_EXCEEDED');
    record(execution, 'StartChildWorkflowExecutionInitiated', {
      ...options,
      workflowId,
      workflowType,
      control,
      decisionTaskCompletedEventId,
    });
  },
);
