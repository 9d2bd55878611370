import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import { checkName, checkText, limits, omitUndefined, optional } from '../values/index.js';
import { decision } from './decision.js';
import { newExecution, newExecutionOptions } from './newExecution.js';
import type {
  CancelWorkflowExecutionOptions,
  CompleteWorkflowExecutionOptions,
  ContinueAsNewWorkflowExecutionOptions,
  FailWorkflowExecutionOptions,
} from './options.js';

export const completeWorkflowExecution =
  (converter: DataConverter) =>
  (options: CompleteWorkflowExecutionOptions = {}): Decision => {
    checkOptions('completeWorkflowExecution()', options, { result: true });
    const { result } = options;
    return decision({
      decisionType: 'CompleteWorkflowExecution',
      completeWorkflowExecutionDecisionAttributes: omitUndefined({
        result: toPayload(converter, 'result', result),
      }),
    });
  };

export const failWorkflowExecution =
  (converter: DataConverter) =>
  (options: FailWorkflowExecutionOptions = {}): Decision => {
    checkOptions('failWorkflowExecution()', options, { reason: true, details: true });
    const { reason, details } = options;
    optional(checkText, 'reason', reason, limits.reason);
    return decision({
      decisionType: 'FailWorkflowExecution',
      failWorkflowExecutionDecisionAttributes: omitUndefined({
        reason,
        details: toPayload(converter, 'details', details),
      }),
    });
  };

export const cancelWorkflowExecution =
  (converter: DataConverter) =>
  (options: CancelWorkflowExecutionOptions = {}): Decision => {
    checkOptions('cancelWorkflowExecution()', options, { details: true });
    const { details } = options;
    return decision({
      decisionType: 'CancelWorkflowExecution',
      cancelWorkflowExecutionDecisionAttributes: omitUndefined({
        details: toPayload(converter, 'details', details),
      }),
    });
  };

export const continueAsNewWorkflowExecution =
  (converter: DataConverter) =>
  (options: ContinueAsNewWorkflowExecutionOptions = {}): Decision => {
    checkOptions('continueAsNewWorkflowExecution()', options, {
      ...newExecutionOptions,
      workflowTypeVersion: true,
    });
    const { workflowTypeVersion } = options;
    optional(checkName, 'workflowTypeVersion', workflowTypeVersion, limits.version);
    return decision({
      decisionType: 'ContinueAsNewWorkflowExecution',
      continueAsNewWorkflowExecutionDecisionAttributes: {
        ...newExecution(converter, options),
        ...omitUndefined({ workflowTypeVersion }),
      },
    });
  };
