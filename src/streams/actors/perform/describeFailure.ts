import { type DataConverter, fitDetails } from '../../../payloads/index.js';
import { describeError, isError, isInstance, readMember, reasonOf } from '../../../requests/index.js';
import { type FailOptions, toReason } from '../tasks/responses.js';
import { Failure } from './ActivityFailure.js';

/** Reason and details of a failure, as sent to SWF. */
export type DescribedFailure = FailOptions & { readonly reason: string };

/**
 * Describes a thrown value for SWF: a reason for people, details for programs. Never throws. The details of
 * an error are its {@link describeError}; for any other value, they are the value itself.
 */
export function describeFailure(error: unknown): DescribedFailure {
  if (isInstance(error, Failure))
    return { reason: toReason(readMember(error, 'reason')), details: readMember(error, 'details') };
  return { reason: reasonOf(error), details: isError(error) ? describeError(error) : error };
}

/**
 * Like {@link describeFailure}, with details that SWF accepts: shortened if too long, and text if they have
 * no payload.
 */
export function failureFor(converter: DataConverter, error: unknown): DescribedFailure {
  const { reason, details } = describeFailure(error);
  return { reason, details: fitDetails(converter, details) };
}
