import { type FailOptions, toReason } from '../models/index.js';
import { describeError, isError, isInstance, read, reasonOf, showValue } from '../requests/index.js';

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

/**
 * What SWF is told of something thrown: a reason for people, details for programs. Never throws. The details of an
 * error are its {@link describeError}; of anything else they are the value itself.
 */
export function describeFailure(error: unknown): FailOptions & { readonly reason: string } {
  if (isInstance(error, Failure))
    return { reason: toReason(read(error, 'reason')), details: read(error, 'details') };
  return { reason: reasonOf(error), details: isError(error) ? describeError(error) : error };
}
