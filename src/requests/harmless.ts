import { config } from 'rxjs';
import { isInstance } from './describeError.js';

/**
 * Calls what belongs to somebody else, a logger or a callback for example. What it throws, or rejects with, harms nothing
 * here: it is reported as RxJS reports unhandled errors, to `config.onUnhandledError`, or else thrown in a task of its own.
 */
export function harmless<T>(call: () => T): T | undefined {
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
