// Loaded by worker threads, so it must not load the SDK.
import { showValue } from '../../../requests/descriptions/index.js';

/** Base class of errors that determine exactly what SWF records of a failure. */
export abstract class Failure extends Error {
  /** Truncated to 256 characters. */
  readonly reason: string;
  /**
   * Any value that the domain's `DataConverter` can write. A payload of more than 32,768 characters is
   * replaced by a shorter one with `truncated: true`, unless it is offloaded.
   */
  readonly details: unknown;

  constructor(reason: string, details?: unknown) {
    super(showValue(reason));
    this.reason = reason;
    this.details = details;
  }
}

/**
 * Thrown in a handler to determine exactly what SWF records of a failure.
 *
 * @example
 * ```ts
 * import { ActivityFailure, perform } from 'rx-swf';
 *
 * perform(task => {
 *   throw new ActivityFailure('NotAnImage', { input: task.input });
 * });
 * ```
 */
export class ActivityFailure extends Failure {
  override readonly name: string = 'ActivityFailure';
}
