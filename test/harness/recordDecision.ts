import type { Decision } from '@aws-sdk/client-swf';
import { type History, jsonConverter } from 'rx-swf';
import type { HistoryBuilder } from 'rx-swf/testing';

/** Adds the events that SWF would record for a decision, including those of a decision that it rejects. */
export function recordDecision(builder: HistoryBuilder, history: History, decision: Decision): void {
  const isRefused = history.decisions.scheduled.length > 0;
  const { scheduleActivityTaskDecisionAttributes: activity } = decision;
  const { requestCancelActivityTaskDecisionAttributes: { activityId } = {} } = decision;
  const { startTimerDecisionAttributes: timer } = decision;
  const { cancelTimerDecisionAttributes: { timerId } = {} } = decision;
  const { recordMarkerDecisionAttributes: marker } = decision;
  const { startChildWorkflowExecutionDecisionAttributes: child } = decision;
  const { signalExternalWorkflowExecutionDecisionAttributes: signal } = decision;
  const { requestCancelExternalWorkflowExecutionDecisionAttributes: cancel } = decision;
  const { scheduleLambdaFunctionDecisionAttributes: lambda } = decision;
  if (activity !== undefined)
    builder.activityScheduled(text(activity.activityId), {
      type: typeOf(activity.activityType),
      input: value(activity.input),
    });
  if (activityId !== undefined) {
    if (history.activities.get(activityId)?.isOpen) builder.activityCancelRequested(activityId);
    else builder.activityCancelRequestFailed(activityId);
  }
  if (timer !== undefined)
    builder.timerStarted(text(timer.timerId), { startToFireTimeout: Number(timer.startToFireTimeout) });
  if (timerId !== undefined) {
    if (history.timers.get(timerId)?.isOpen) builder.timerCanceled(timerId);
    else builder.timerCancelFailed(timerId);
  }
  if (marker !== undefined) builder.marker(text(marker.markerName), { details: value(marker.details) });
  if (child !== undefined)
    builder.childInitiated(text(child.workflowId), {
      type: typeOf(child.workflowType),
      input: value(child.input),
    });
  if (signal !== undefined)
    builder.externalSignal(text(signal.workflowId), {
      signalName: text(signal.signalName),
      state: 'signalInitiated',
    });
  if (cancel !== undefined)
    builder.externalCancel(text(cancel.workflowId), { state: 'requestCancelInitiated' });
  if (lambda !== undefined) builder.lambdaScheduled(text(lambda.id), { name: text(lambda.name) });
  recordEnd(builder, decision, isRefused);
}

function recordEnd(
  builder: HistoryBuilder,
  { decisionType, ...attributes }: Decision,
  isRefused: boolean,
): void {
  const { completeWorkflowExecutionDecisionAttributes: completed } = attributes;
  const { failWorkflowExecutionDecisionAttributes: failed } = attributes;
  if (decisionType === 'CompleteWorkflowExecution') {
    if (isRefused) builder.closeFailed('Complete');
    else builder.complete({ result: value(completed?.result) });
  }
  if (decisionType === 'FailWorkflowExecution') {
    if (isRefused) builder.closeFailed('Fail');
    else builder.fail({ reason: text(failed?.reason), details: value(failed?.details) });
  }
  if (decisionType === 'CancelWorkflowExecution') {
    if (isRefused) builder.closeFailed('Cancel');
    else builder.cancel();
  }
  if (decisionType === 'ContinueAsNewWorkflowExecution') {
    if (isRefused) builder.continueAsNewFailed();
    else builder.continueAsNew();
  }
}

const text = (member: string | undefined): string => member ?? '';

const value = (payload: string | undefined): unknown =>
  payload === undefined ? undefined : jsonConverter.fromPayload(payload);

const typeOf = ({ name, version }: { name?: string | undefined; version?: string | undefined } = {}) => ({
  name: text(name),
  version: text(version),
});
