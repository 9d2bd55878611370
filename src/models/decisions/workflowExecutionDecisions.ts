import type { Decision } from '@aws-sdk/client-swf';
import type { DataConverter } from '../DataConverter.js';
import { checkName, checkText, defined, limits, optional } from '../validation.js';
import { decision, payload } from './decision.js';
import { newExecution } from './newExecution.js';
import type {
  CancelWorkflowExecutionOptions,
  CompleteWorkflowExecutionOptions,
  ContinueAsNewWorkflowExecutionOptions,
  FailWorkflowExecutionOptions,
} from './options.js';

export function completeWorkflowExecution(
  converter: DataConverter,
  { result }: CompleteWorkflowExecutionOptions,
): Decision {
  return decision({
    decisionType: 'CompleteWorkflowExecution',
    completeWorkflowExecutionDecisionAttributes: payload(converter, 'result', result),
  });
}

export function failWorkflowExecution(
  converter: DataConverter,
  { reason, details }: FailWorkflowExecutionOptions,
): Decision {
  optional(checkText, 'reason', reason, limits.reason);
  return decision({
    decisionType: 'FailWorkflowExecution',
    failWorkflowExecutionDecisionAttributes: {
      ...defined({ reason }),
      ...payload(converter, 'details', details),
    },
  });
}

export function cancelWorkflowExecution(
  converter: DataConverter,
  { details }: CancelWorkflowExecutionOptions,
): Decision {
  return decision({
    decisionType: 'CancelWorkflowExecution',
    cancelWorkflowExecutionDecisionAttributes: payload(converter, 'details', details),
  });
}

export function continueAsNewWorkflowExecution(
  converter: DataConverter,
  options: ContinueAsNewWorkflowExecutionOptions,
): Decision {
  const { workflowTypeVersion } = options;
  optional(checkName, 'workflowTypeVersion', workflowTypeVersion, limits.version);
  return decision({
    decisionType: 'ContinueAsNewWorkflowExecution',
    continueAsNewWorkflowExecutionDecisionAttributes: {
      ...newExecution(converter, options),
      ...defined({ workflowTypeVersion }),
    },
  });
}
