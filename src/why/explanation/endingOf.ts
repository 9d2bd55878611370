import type { History } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ExecutionFacts } from '../data/Evidence.js';
import type { Ending } from '../data/ExplanationData.js';
import { readable, recordedFailure } from '../data/recordedFailure.js';

/** Returns how an execution ended; `undefined` if it is open. */
export function endingOf(history: History, facts: ExecutionFacts): Ending | undefined {
  const { execution } = history;
  const { closeStatus: status } = execution;
  if (status === undefined) return undefined;
  return {
    status,
    ...recordedFailure(execution.reason, () => execution.details),
    ...omitUndefined({
      at: execution.closeTimestamp,
      result: readable(() => execution.result),
      cause: execution.cause,
      childPolicy: policyOf(history),
      timeout: status === 'TIMED_OUT' ? facts.executionStartToCloseTimeout : undefined,
      newRunId: execution.newExecutionRunId,
      cancelRequest: cancelRequestOf(history),
    }),
  };
}

/** Returns the policy that a termination or a timeout applied to the children. */
function policyOf({ last, first }: History): string | undefined {
  // A history in reverse order ends with its oldest event.
  for (const event of [last, first]) {
    if (event?.name === 'WorkflowExecutionTerminated' || event?.name === 'WorkflowExecutionTimedOut')
      return event.attributes.childPolicy;
  }
  return undefined;
}

/** Returns the latest cancel request, and the execution that sent it, if it came from one. */
function cancelRequestOf(history: History): Ending['cancelRequest'] {
  const request = history.filter({ name: 'WorkflowExecutionCancelRequested' }).at(-1);
  if (request === undefined) return undefined;
  const { externalWorkflowExecution, cause } = request.attributes;
  const { workflowId, runId } = externalWorkflowExecution ?? {};
  const by = workflowId === undefined || runId === undefined ? undefined : { workflowId, runId };
  return { at: request.timestamp, ...omitUndefined({ by, cause }) };
}
