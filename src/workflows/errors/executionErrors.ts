import { FailureError } from './FailureError.js';

/** An execution has failed, with the `reason` and `details` of its failure. */
export class ExecutionFailedError extends FailureError {
  override readonly name: string = 'ExecutionFailedError';
}

/** An execution has ended as canceled, with the `details` of its cancellation. */
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
