import type { Event } from '../../history/index.js';
import type { Domain } from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
} from '../errors/executionErrors.js';
import { failureOptions } from '../errors/failureOptions.js';

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
      throw new ExecutionCanceledError(what, 'was canceled', failureOptions(dataConverter, end.attributes));
    case 'WorkflowExecutionTerminated':
      throw new ExecutionTerminatedError(
        what,
        'was terminated',
        failureOptions(dataConverter, end.attributes),
      );
    case 'WorkflowExecutionTimedOut':
      throw new ExecutionTimedOutError(what, 'timed out');
    case 'WorkflowExecutionFailed':
      throw new ExecutionFailedError(what, 'failed', failureOptions(dataConverter, end.attributes));
    default:
      throw new Error(`${what} has closed, but the last event of its history does not close it: ${end}`);
  }
}
