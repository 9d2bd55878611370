// Threads load this file: it must not load the SDK.
import { showValue } from '../../../requests/showValue.js';

/** Thrown to say exactly what SWF records of a failure. */
export abstract class Failure extends Error {
  /** Truncated to 256 characters. */
  readonly reason: string;
  /**
   * Any value that the domain's `DataConverter` can write. A payload of more than 32,768 characters is replaced by a
   * shorter one with `truncated: true`, unless it is offloaded.
   */
  readonly details: unknown;

  constructor(reason: string, details?: unknown) {
    super(showValue(reason));
    this.reason = reason;
    this.details = details;
  }
}

/**
 * Throw it in a handler to say exactly what SWF records of a failure.
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
