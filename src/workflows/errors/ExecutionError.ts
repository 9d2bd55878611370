import { FailureError } from './FailureError.js';

/** An execution has failed; `reason` and `details` are its own. */
export class ExecutionFailedError extends FailureError {
  override readonly name: string = 'ExecutionFailedError';
}

/** An execution has ended as canceled; `details` are its own. */
export class ExecutionCanceledError extends FailureError {
  override readonly name: string = 'ExecutionCanceledError';
}

/** An execution was terminated. */
export class ExecutionTerminatedError extends FailureError {
  override readonly name: string = 'ExecutionTerminatedError';
}

/** An execution has timed out. */
export class ExecutionTimedOutError extends FailureError {
  override readonly name: string = 'ExecutionTimedOutError';
}
