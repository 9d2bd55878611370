import { isInstance } from '../descriptions/isError.js';
import { RetryableError, ThrottledError } from './SwfError.js';

/** Returns whether an error is transient: throttling, 5xx, connection resets, timeouts. Retrying may help. */
export function isTransient(error: unknown): boolean {
  return isInstance(error, RetryableError) ? error.transient : isInstance(error, ThrottledError);
}
