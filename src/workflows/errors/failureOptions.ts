import { type DataConverter, fromPayload } from '../../payloads/index.js';
import type { FailureOptions } from './FailureError.js';

/** Returns the options of an error from the attributes of the event that reports it. */
export const failureOptions = (
  converter: DataConverter,
  { reason, details }: { readonly reason?: string | undefined; readonly details?: string | undefined },
): FailureOptions => ({ reason, details: fromPayload(converter, details) });
