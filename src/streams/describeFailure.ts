import { type FailOptions, toReason } from '../models/index.js';
import { describeError, isError, isInstance, read, reasonOf } from '../requests/index.js';
import { Failure } from './ActivityFailure.js';

/**
 * What SWF is told of something thrown: a reason for people, details for programs. Never throws. The details of an
 * error are its {@link describeError}; of anything else they are the value itself.
 */
export function describeFailure(error: unknown): FailOptions & { readonly reason: string } {
  if (isInstance(error, Failure))
    return { reason: toReason(read(error, 'reason')), details: read(error, 'details') };
  return { reason: reasonOf(error), details: isError(error) ? describeError(error) : error };
}
