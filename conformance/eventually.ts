import { defer, lastValueFrom, retry, type SchedulerLike, throwError, timer } from 'rxjs';

/** Milliseconds between two attempts. */
const pause = 100;

/**
 * Repeats an attempt until it holds or the patience is over, and rejects with its last error. Errors that the service
 * answers are final.
 */
export function eventually<T>(
  attempt: () => Promise<T>,
  { patience }: { patience: number },
  scheduler?: SchedulerLike,
): Promise<T> {
  const now = () => scheduler?.now() ?? performance.now();
  const deadline = now() + patience;
  return lastValueFrom(
    defer(attempt).pipe(
      retry({
        delay: (error: unknown) =>
          isPassing(error) && now() < deadline ? timer(pause, scheduler) : throwError(() => error),
      }),
    ),
  );
}

/** The SDK adds metadata to errors that were answered, even where it can't read the answer. */
const isPassing = (error: unknown): boolean => error instanceof Error && !('$metadata' in error);
