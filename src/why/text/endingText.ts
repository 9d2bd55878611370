import type { Ending } from '../data/ExplanationData.js';
import { duration } from './duration.js';
import { failureText, valueText } from './failureText.js';
import type { Writer } from './Writer.js';

/** Writes how an execution ended. */
export function endingText(ending: Ending, writer: Writer): string {
  const at = writer.ago(ending.at);
  switch (ending.status) {
    case 'COMPLETED': {
      const result = valueText(ending.result);
      return `It completed ${at}${result === undefined ? '' : `, with the result ${result}`}.`;
    }
    case 'FAILED':
      return `It failed ${at}: ${failureText(ending)}.`;
    case 'TIMED_OUT': {
      const { timeout } = ending;
      const limit = typeof timeout === 'number' ? ` of ${duration(timeout * 1_000)}` : '';
      return `It timed out ${at}: its START_TO_CLOSE timeout${limit} had passed.${policyText(ending)}`;
    }
    case 'CANCELED': {
      const details = valueText(ending.details);
      return `It was canceled ${at}${details === undefined ? '' : `: ${details}`}.${requestText(ending, writer)}`;
    }
    case 'TERMINATED':
      return terminationText(ending, at);
    case 'CONTINUED_AS_NEW':
      return `It continued as a new run ${at}: ${ending.newRunId}.`;
  }
}

function terminationText(ending: Ending, at: string): string {
  const hasReason = ending.reason !== undefined || ending.details !== undefined;
  const reason = hasReason ? `: ${failureText(ending)}` : '';
  const by = {
    CHILD_POLICY_APPLIED: ' because its parent closed (child policy TERMINATE)',
    EVENT_LIMIT_EXCEEDED: ' by SWF because its history reached the limit of events',
    OPERATOR_INITIATED: ' by a call of TerminateWorkflowExecution',
  }[ending.cause ?? ''];
  return `It was terminated ${at}${by ?? ''}${reason}.${policyText(ending)}`;
}

const policyText = ({ childPolicy }: Ending): string =>
  childPolicy === undefined ? '' : ` The policy for its open children was ${childPolicy}.`;

function requestText({ cancelRequest }: Ending, writer: Writer): string {
  if (cancelRequest === undefined) return '';
  const { at, by, cause } = cancelRequest;
  const from =
    cause === 'CHILD_POLICY_APPLIED'
      ? ', because its parent closed'
      : by === undefined
        ? ''
        : ` by execution "${by.workflowId}"`;
  return ` That was requested ${writer.ago(at)}${from}.`;
}
