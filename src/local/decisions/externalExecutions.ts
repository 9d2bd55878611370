import { record } from '../history/record.js';
import { exceedsRate, withAttributes } from './DecisionHandler.js';

export const signalExternalWorkflowExecution = withAttributes(
  'signalExternalWorkflowExecutionDecisionAttributes',
  (context, { signalName, input, ...attributes }) => {
    const { execution, decisionTaskCompletedEventId } = context;
    const message = { ...attributes, runId: attributes.runId || undefined, decisionTaskCompletedEventId };
    if (exceedsRate(context, 'SignalExternalWorkflowExecution')) {
      const cause = 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED';
      record(execution, 'SignalExternalWorkflowExecutionFailed', { ...message, cause, initiatedEventId: 0 });
      return;
    }
    record(execution, 'SignalExternalWorkflowExecutionInitiated', { ...message, signalName, input });
  },
);

export const requestCancelExternalWorkflowExecution = withAttributes(
  'requestCancelExternalWorkflowExecutionDecisionAttributes',
  (context, attributes) => {
    const { execution, decisionTaskCompletedEventId } = context;
    const message = { ...attributes, runId: attributes.runId || undefined, decisionTaskCompletedEventId };
    if (exceedsRate(context, 'RequestCancelExternalWorkflowExecution')) {
      const cause = 'REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED';
      record(execution, 'RequestCancelExternalWorkflowExecutionFailed', {
        ...message,
        cause,
        initiatedEventId: 0,
      });
      return;
    }
    record(execution, 'RequestCancelExternalWorkflowExecutionInitiated', message);
  },
);
