import { type DataConverter, fitDetails } from '../../../payloads/index.js';
import { describeError, isError, isInstance, read, reasonOf } from '../../../requests/index.js';
import { type FailOptions, toReason } from '../tasks/respond.js';
import { Failure } from './ActivityFailure.js';

/** A failure as SWF is told of it. */
export type DescribedFailure = FailOptions & { readonly reason: string };

/**
 * What SWF is told of something thrown: a reason for people, details for programs. Never throws. The details of an
 * error are its {@link describeError}; of anything else they are the value itself.
 */
export function describeFailure(error: unknown): DescribedFailure {
  if (isInstance(error, Failure))
    return { reason: toReason(read(error, 'reason')), details: read(error, 'details') };
  return { reason: reasonOf(error), details: isError(error) ? describeError(error) : error };
}

/** The same with details that SWF takes: shortened where they are too long, and a text where they have no payload. */
export function failureFor(converter: DataConverter, error: unknown): DescribedFailure {
  const { reason, details } = describeFailure(error);
  return { reason, details: fitDetails(converter, details) };
}
