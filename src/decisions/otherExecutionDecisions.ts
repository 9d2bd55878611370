import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, toPayload } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import { checkName, checkText, limits, omitUndefined, optional } from '../values/index.js';
import { decision, typeToStart } from './decision.js';
import { newExecution, newExecutionOptions } from './newExecution.js';
import type {
  RequestCancelExternalWorkflowExecutionOptions,
  SignalExternalWorkflowExecutionOptions,
  StartChildWorkflowExecutionOptions,
} from './options.js';

export const startChildWorkflowExecution =
  (converter: DataConverter) =>
  (options: StartChildWorkflowExecutionOptions): Decision => {
    checkOptions('startChildWorkflowExecution()', options, {
      ...newExecutionOptions,
      workflowType: true,
      workflowId: true,
      control: true,
    });
    const { workflowId, control } = options;
    const workflowType = typeToStart('workflowType', options.workflowType);
    checkName('workflowId', workflowId);
    return decision({
      decisionType: 'StartChildWorkflowExecution',
      startChildWorkflowExecutionDecisionAttributes: {
        workflowType,
        workflowId,
        ...newExecution(converter, options),
        ...omitUndefined({ control: toPayload(converter, 'control', control) }),
      },
    });
  };

export const signalExternalWorkflowExecution =
  (converter: DataConverter) =>
  (options: SignalExternalWorkflowExecutionOptions): Decision => {
    checkOptions('signalExternalWorkflowExecution()', options, {
      workflowId: true,
      runId: true,
      signalName: true,
      input: true,
      control: true,
    });
    const { workflowId, runId, signalName, input, control } = options;
    checkText('workflowId', workflowId, limits.name, 1);
    optional(checkText, 'runId', runId, limits.runId);
    checkText('signalName', signalName, limits.name, 1);
    return decision({
      decisionType: 'SignalExternalWorkflowExecution',
      signalExternalWorkflowExecutionDecisionAttributes: {
        workflowId,
        signalName,
        ...omitUndefined({
          runId,
          input: toPayload(converter, 'input', input),
          control: toPayload(converter, 'control', control),
        }),
      },
    });
  };

export const requestCancelExternalWorkflowExecution =
  (converter: DataConverter) =>
  (options: RequestCancelExternalWorkflowExecutionOptions): Decision => {
    checkOptions('requestCancelExternalWorkflowExecution()', options, {
      workflowId: true,
      runId: true,
      control: true,
    });
    const { workflowId, runId, control } = options;
    checkText('workflowId', workflowId, limits.name, 1);
    optional(checkText, 'runId', runId, limits.runId);
    return decision({
      decisionType: 'RequestCancelExternalWorkflowExecution',
      requestCancelExternalWorkflowExecutionDecisionAttributes: {
        workflowId,
        ...omitUndefined({ runId, control: toPayload(converter, 'control', control) }),
      },
    });
  };
