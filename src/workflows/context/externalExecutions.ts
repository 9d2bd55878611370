import type { AnyExecutionId } from '../../values/index.js';
import { ExternalExecutionError } from '../errors/NotStartedError.js';
import type { Waitable } from '../saga/saga.js';
import { fromCommand } from './fromCommand.js';
import type { Runtime } from './Runtime.js';

/**
 * Signals another execution. A signal cannot be withdrawn, so it is sent even if it is unsubscribed from
 * immediately.
 */
export function signalExternal(
  runtime: Runtime,
  { workflowId, runId }: AnyExecutionId,
  signalName: string,
  input: unknown,
): Waitable<void> {
  return fromCommand<void>(runtime, () => ({
    command: {
      kind: 'SignalExternalWorkflowExecution',
      id: workflowId,
      subject: signalName,
      decision: runtime.decisions.signalExternalWorkflowExecution({ workflowId, runId, signalName, input }),
    },
    resultOf: event => {
      if (event.name === 'ExternalWorkflowExecutionSignaled') return { value: undefined };
      if (event.name !== 'SignalExternalWorkflowExecutionFailed') return undefined;
      return {
        error: new ExternalExecutionError(
          `Signal '${signalName}' to '${workflowId}'`,
          event.attributes.cause,
        ),
      };
    },
    isAbandoned: true,
  }));
}

/**
 * Requests cancellation of another execution.
 *
 * @param isAbandoned - whether the request is sent even if it is unsubscribed from immediately
 */
export function cancelExternal(
  runtime: Runtime,
  { workflowId, runId }: AnyExecutionId,
  isAbandoned = true,
): Waitable<void> {
  return fromCommand<void>(runtime, () => ({
    command: {
      kind: 'RequestCancelExternalWorkflowExecution',
      id: workflowId,
      subject: '',
      decision: runtime.decisions.requestCancelExternalWorkflowExecution({ workflowId, runId }),
    },
    resultOf: event => {
      if (event.name === 'ExternalWorkflowExecutionCancelRequested') return { value: undefined };
      if (event.name !== 'RequestCancelExternalWorkflowExecutionFailed') return undefined;
      return {
        error: new ExternalExecutionError(`The cancellation of '${workflowId}'`, event.attributes.cause),
      };
    },
    isForgotten: true,
    isAbandoned,
  }));
}
