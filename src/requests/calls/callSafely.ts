import { config } from 'rxjs';
import { isInstance } from '../descriptions/isError.js';

/**
 * Calls foreign code, such as a logger or a callback, and isolates its errors. An exception or rejection is
 * reported the way RxJS reports unhandled errors: to `config.onUnhandledError`, or else thrown in a separate
 * task.
 */
export function callSafely<T>(call: () => T): T | undefined {
  try {
    const result = call();
    if (isInstance(result, Promise)) result.catch(reportUnhandledError);
    return result;
  } catch (error) {
    reportUnhandledError(error);
    return undefined;
  }
}

function reportUnhandledError(error: unknown): void {
  setTimeout(() => {
    const { onUnhandledError } = config;
    if (onUnhandledError === null) throw error;
    onUnhandledError(error);
  });
}
