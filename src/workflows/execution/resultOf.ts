import type { Event } from '../../history/index.js';
import type { Domain } from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
} from '../errors/executionErrors.js';

/**
 * Returns the result of an execution from its closing event.
 *
 * @throws the error for its close status, unless it has completed
 */
export function resultOf(what: string, { dataConverter }: Domain, end: Event | undefined): unknown {
  switch (end?.name) {
    case 'WorkflowExecutionCompleted':
      return fromPayload(dataConverter, end.attributes.result);
    case 'WorkflowExecutionCanceled':
      throw new ExecutionCanceledError(what, 'was canceled', {
        details: fromPayload(dataConverter, end.attributes.details),
      });
    case 'WorkflowExecutionTerminated':
      throw new ExecutionTerminatedError(what, 'was terminated', payloads(dataConverter, end.attributes));
    case 'WorkflowExecutionTimedOut':
      throw new ExecutionTimedOutError(what, 'timed out');
    case 'WorkflowExecutionFailed':
      throw new ExecutionFailedError(what, 'failed', payloads(dataConverter, end.attributes));
    default:
      throw new Error(`${what} has closed, but its history does not end so: ${end}`);
  }
}

function payloads(
  converter: Domain['dataConverter'],
  { reason, details }: { readonly reason?: string | undefined; readonly details?: string | undefined },
) {
  return { reason, details: fromPayload(converter, details) };
}
