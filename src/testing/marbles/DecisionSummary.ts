import type { Decision } from '@aws-sdk/client-swf';
import { reservedPrefix } from '../../decisions/reservedNames.js';
import type { History } from '../../history/index.js';
import { typeKey } from '../../values/index.js';

/**
 * A summary of a decision, as the value of a marble: the command without ids and options. Types are
 * `'name@version'`, times are in seconds. Missing payloads are left out.
 */
export type DecisionSummary =
  | { readonly run: string; readonly input?: unknown }
  | { readonly cancel: string; readonly input?: unknown }
  | { readonly timer: number }
  | { readonly cancelTimer: number }
  | { readonly child: string; readonly input?: unknown }
  | { readonly cancelExecution: string }
  | { readonly signal: string; readonly to: string; readonly input?: unknown }
  | { readonly lambda: string; readonly input?: unknown }
  | { readonly marker: string; readonly details?: unknown }
  | { readonly complete: unknown }
  | { readonly fail: string }
  | { readonly canceled: unknown }
  | { readonly continueAsNew: unknown };

type Read = (payload: string | undefined) => unknown;

const none = { name: undefined, version: undefined };

/**
 * Returns a summary of a decision; `undefined` for internal decisions of the library.
 *
 * @param history - the history that was decided on, which contains the canceled commands
 */
export function summaryOf(decision: Decision, history: History, read: Read): DecisionSummary | undefined {
  const given = (key: 'input' | 'details', payload: string | undefined) =>
    payload === undefined ? {} : { [key]: read(payload) };
  switch (decision.decisionType) {
    case 'ScheduleActivityTask': {
      const { activityType = none, input } = decision.scheduleActivityTaskDecisionAttributes ?? {};
      return { run: typeKey(activityType), ...given('input', input) };
    }
    case 'RequestCancelActivityTask': {
      const { activityId = '' } = decision.requestCancelActivityTaskDecisionAttributes ?? {};
      const { activityType = none, rawInput } = history.activities.get(activityId) ?? {};
      return { cancel: typeKey(activityType), ...given('input', rawInput) };
    }
    case 'StartTimer': {
      const { timerId = '', startToFireTimeout } = decision.startTimerDecisionAttributes ?? {};
      return timerId.startsWith(reservedPrefix) ? undefined : { timer: Number(startToFireTimeout) };
    }
    case 'CancelTimer': {
      const { timerId = '' } = decision.cancelTimerDecisionAttributes ?? {};
      return { cancelTimer: history.timers.get(timerId)?.startToFireTimeout ?? 0 };
    }
    case 'RecordMarker': {
      const { markerName = '', details } = decision.recordMarkerDecisionAttributes ?? {};
      return markerName.startsWith(reservedPrefix)
        ? undefined
        : { marker: markerName, ...given('details', details) };
    }
    default:
      return summaryOfOthers(decision, read, given);
  }
}

function summaryOfOthers(
  decision: Decision,
  read: Read,
  given: (key: 'input', payload: string | undefined) => { readonly input?: unknown },
): DecisionSummary | undefined {
  switch (decision.decisionType) {
    case 'StartChildWorkflowExecution': {
      const { workflowType = none, input } = decision.startChildWorkflowExecutionDecisionAttributes ?? {};
      return { child: typeKey(workflowType), ...given('input', input) };
    }
    case 'RequestCancelExternalWorkflowExecution': {
      const { workflowId = '' } = decision.requestCancelExternalWorkflowExecutionDecisionAttributes ?? {};
      return { cancelExecution: workflowId };
    }
    case 'SignalExternalWorkflowExecution': {
      const {
        signalName = '',
        workflowId: to = '',
        input,
      } = decision.signalExternalWorkflowExecutionDecisionAttributes ?? {};
      return { signal: signalName, to, ...given('input', input) };
    }
    case 'ScheduleLambdaFunction': {
      const { name = '', input } = decision.scheduleLambdaFunctionDecisionAttributes ?? {};
      return { lambda: name, ...given('input', input) };
    }
    case 'CompleteWorkflowExecution':
      return { complete: read(decision.completeWorkflowExecutionDecisionAttributes?.result) };
    case 'FailWorkflowExecution':
      return { fail: decision.failWorkflowExecutionDecisionAttributes?.reason ?? '' };
    case 'CancelWorkflowExecution':
      return { canceled: read(decision.cancelWorkflowExecutionDecisionAttributes?.details) };
    case 'ContinueAsNewWorkflowExecution':
      return { continueAsNew: read(decision.continueAsNewWorkflowExecutionDecisionAttributes?.input) };
    default:
      return undefined;
  }
}
