import { reasonOf } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { RecordedFailure } from './ExplanationData.js';

/**
 * Returns a failure with its details decoded. Details that the converter can't read, for example because a key is
 * missing, are replaced by the reason for that.
 *
 * @param details - reads the details
 */
export function recordedFailure(reason: string | undefined, details: () => unknown): RecordedFailure {
  return omitUndefined({ reason, details: readable(details) });
}

/** Returns a decoded payload or, if it can't be read, the reason for that. */
export function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return `(not readable: ${reasonOf(error)})`;
  }
}
