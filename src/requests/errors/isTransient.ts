import { isInstance } from '../descriptions/isError.js';
import { PayloadStoreError, ResponseError, ThrottledError } from './SwfError.js';

/** Returns whether an error is transient: throttling, 5xx, connection resets, timeouts. Retrying may help. */
export function isTransient(error: unknown): boolean {
  if (isInstance(error, ResponseError) || isInstance(error, PayloadStoreError)) return error.transient;
  return isInstance(error, ThrottledError);
}
