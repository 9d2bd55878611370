import type { Decision } from '@aws-sdk/client-swf';
import type { HistoryBuilder } from '../history/HistoryBuilder.js';

/** A reaction of SWF at the end of a turn. */
export type Consequence = (history: HistoryBuilder) => void;

type Read = (payload: string | undefined) => unknown;

/** Returns the name and version of a type, which every such decision has. */
const typeOf = (type: { name?: string | undefined; version?: string | undefined } = {}) => ({
  name: type.name ?? '',
  version: type.version ?? '',
});

/**
 * Writes the events of a decision into a history, as SWF would. Returns the reaction that follows at the end
 * of the turn.
 */
export function recordDecision(
  history: HistoryBuilder,
  decision: Decision,
  read: Read,
): Consequence | undefined {
  switch (decision.decisionType) {
    case 'ScheduleActivityTask': {
      const { activityId = '', activityType, input } = decision.scheduleActivityTaskDecisionAttributes ?? {};
      history.activityScheduled(activityId, { type: typeOf(activityType), input: read(input) });
      return undefined;
    }
    case 'RequestCancelActivityTask':
      history.activityCancelRequested(decision.requestCancelActivityTaskDecisionAttributes?.activityId ?? '');
      return undefined;
    case 'StartTimer': {
      const { timerId = '', startToFireTimeout } = decision.startTimerDecisionAttributes ?? {};
      history.timerStarted(timerId, { startToFireTimeout: Number(startToFireTimeout) });
      return undefined;
    }
    case 'CancelTimer':
      history.timerCanceled(decision.cancelTimerDecisionAttributes?.timerId ?? '');
      return undefined;
    case 'RecordMarker': {
      const { markerName = '', details } = decision.recordMarkerDecisionAttributes ?? {};
      history.marker(markerName, { details: read(details) });
      return undefined;
    }
    case 'ScheduleLambdaFunction': {
      const { id = '', name, input } = decision.scheduleLambdaFunctionDecisionAttributes ?? {};
      history.lambdaScheduled(id, { name, input: read(input) });
      return builder => builder.lambdaStarted(id);
    }
    default:
      return recordToOthers(history, decision, read) ?? recordClose(history, decision, read);
  }
}

function recordToOthers(history: HistoryBuilder, decision: Decision, read: Read): Consequence | undefined {
  switch (decision.decisionType) {
    case 'StartChildWorkflowExecution': {
      const attributes = decision.startChildWorkflowExecutionDecisionAttributes;
      const { workflowId = '', workflowType, input } = attributes ?? {};
      history.childInitiated(workflowId, { type: typeOf(workflowType), input: read(input) });
      return builder => builder.childStarted(workflowId);
    }
    case 'SignalExternalWorkflowExecution': {
      const attributes = decision.signalExternalWorkflowExecutionDecisionAttributes;
      const { workflowId = '', runId, signalName = '', input } = attributes ?? {};
      history.externalSignal(workflowId, {
        signalName,
        runId,
        input: read(input),
        state: 'signalInitiated',
      });
      return builder => builder.externalSignalDelivered(workflowId);
    }
    case 'RequestCancelExternalWorkflowExecution': {
      const attributes = decision.requestCancelExternalWorkflowExecutionDecisionAttributes;
      const { workflowId = '', runId } = attributes ?? {};
      history.externalCancel(workflowId, { runId, state: 'requestCancelInitiated' });
      return builder => builder.externalCancelDelivered(workflowId);
    }
    default:
      return undefined;
  }
}

function recordClose(history: HistoryBuilder, decision: Decision, read: Read): undefined {
  switch (decision.decisionType) {
    case 'CompleteWorkflowExecution':
      history.complete({ result: read(decision.completeWorkflowExecutionDecisionAttributes?.result) });
      return undefined;
    case 'FailWorkflowExecution': {
      const { reason = '', details } = decision.failWorkflowExecutionDecisionAttributes ?? {};
      history.fail({ reason, details: read(details) });
      return undefined;
    }
    case 'CancelWorkflowExecution':
      history.cancel({ details: read(decision.cancelWorkflowExecutionDecisionAttributes?.details) });
      return undefined;
    case 'ContinueAsNewWorkflowExecution':
      history.continueAsNew({
        input: read(decision.continueAsNewWorkflowExecutionDecisionAttributes?.input),
      });
      return undefined;
    default:
      return undefined;
  }
}
