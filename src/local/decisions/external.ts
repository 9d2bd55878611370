import { record } from '../record.js';
import { withAttributes } from './Decide.js';

export const signalExternalWorkflowExecution = withAttributes(
  'signalExternalWorkflowExecutionDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, { workflowId, runId, signalName, input, control }) => {
    record(execution, 'SignalExternalWorkflowExecutionInitiated', {
      workflowId,
      runId: runId || undefined,
      signalName,
      input,
      control,
      decisionTaskCompletedEventId,
    });
  },
);

export const requestCancelExternalWorkflowExecution = withAttributes(
  'requestCancelExternalWorkflowExecutionDecisionAttributes',
  ({ execution, decisionTaskCompletedEventId }, { workflowId, runId, control }) => {
    record(execution, 'RequestCancelExternalWorkflowExecutionInitiated', {
      workflowId,
      runId: runId || undefined,
      control,
      decisionTaskCompletedEventId,
    });
  },
);
