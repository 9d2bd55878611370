import { SwfError } from '../../requests/index.js';

/** Details of a failure. */
export interface FailureOptions {
  readonly reason?: string | undefined;
  /** The deserialized value. */
  readonly details?: unknown;
}

/**
 * An operation that a workflow waited for has failed. If uncaught, the error fails the execution with the
 * same reason and details.
 */
export class FailureError extends SwfError {
  override readonly name: string = 'FailureError';
  readonly reason: string;
  readonly details: unknown;

  constructor(what: string, how: string, { reason = how, details }: FailureOptions = {}) {
    super(`${what} ${how}${reason === how ? '' : `: ${reason}`}`, { kind: reason, resource: what });
    this.reason = reason;
    this.details = details;
  }
}

/** An activity has failed; `reason` and `details` are those of its worker. */
export class ActivityFailedError extends FailureError {
  override readonly name: string = 'ActivityFailedError';
  /** The details of its handler's last `heartbeat(details)`, in an `activityWorker`. */
  readonly progress: unknown;

  constructor(
    what: string,
    how: string,
    { progress, ...options }: FailureOptions & { progress?: unknown } = {},
  ) {
    super(what, how, options);
    this.progress = progress;
  }
}

/** An activity was canceled by its worker although the workflow still waits for it. */
export class ActivityCanceledError extends FailureError {
  override readonly name: string = 'ActivityCanceledError';
}

/** The kind of a timeout. */
export type TimeoutType = 'START_TO_CLOSE' | 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'HEARTBEAT';

/** An activity has timed out. `details` are those of its last heartbeat. */
export class ActivityTimedOutError extends FailureError {
  override readonly name: string = 'ActivityTimedOutError';
  readonly timeoutType: TimeoutType;

  constructor(what: string, timeoutType: TimeoutType, details: unknown) {
    super(what, 'timed out', { reason: `timed out: ${timeoutType}`, details });
    this.timeoutType = timeoutType;
  }
}

/** A child execution has failed. */
export class ChildFailedError extends FailureError {
  override readonly name: string = 'ChildFailedError';
}

/** A child execution has ended as canceled. */
export class ChildCanceledError extends FailureError {
  override readonly name: string = 'ChildCanceledError';
}

/** A child execution was terminated. */
export class ChildTerminatedError extends FailureError {
  override readonly name: string = 'ChildTerminatedError';
}

/** A child execution has timed out. */
export class ChildTimedOutError extends FailureError {
  override readonly name: string = 'ChildTimedOutError';
}

/** A Lambda function has failed; `reason` is `Handled` or `Unhandled`, `details` the function's own. */
export class LambdaFailedError extends FailureError {
  override readonly name: string = 'LambdaFailedError';
}

/** A Lambda function has timed out. */
export class LambdaTimedOutError extends FailureError {
  override readonly name: string = 'LambdaTimedOutError';
}

/** The function of a side effect threw when it was called. Every replay gets the same error. */
export class SideEffectFailedError extends FailureError {
  override readonly name: string = 'SideEffectFailedError';
}
