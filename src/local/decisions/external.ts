import { record } from '../history/record.js';
import { isTooFast, withAttributes } from './Decide.js';

export const signalExternalWorkflowExecution = withAttributes(
  'signalExternalWorkflowExecutionDecisionAttributes',
  (decider, { workflowId, runId, signalName, input, control }) => {
    const { execution, decisionTaskCompletedEventId } = decider;
    if (isTooFast(decider, 'SignalExternalWorkflowExecution')) {
      record(execution, 'SignalExternalWorkflowExecutionFailed', {
        workflowId,
        runId: runId || undefined,
        cause: 'SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
        initiatedEventId: 0,
        decisionTaskCompletedEventId,
        control,
      });
      return;
    }
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
  (decider, { workflowId, runId, control }) => {
    const { execution, decisionTaskCompletedEventId } = decider;
    if (isTooFast(decider, 'RequestCancelExternalWorkflowExecution')) {
      record(execution, 'RequestCancelExternalWorkflowExecutionFailed', {
        workflowId,
        runId: runId || undefined,
        cause: 'REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED',
        initiatedEventId: 0,
        decisionTaskCompletedEventId,
        control,
      });
      return;
    }
    record(execution, 'RequestCancelExternalWorkflowExecutionInitiated', {
      workflowId,
      runId: runId || undefined,
      control,
      decisionTaskCompletedEventId,
    });
  },
);
