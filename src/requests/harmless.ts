import { config } from 'rxjs';

/**
 * Calls what belongs to somebody else, a logger or a callback for example. What it throws harms nothing here: it is
 * reported as RxJS reports unhandled errors, to `config.onUnhandledError`, or else thrown in a task of its own.
 */
export function harmless<T>(call: () => T): T | undefined {
  try {
    return call();
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
