import type { Observable, SchedulerLike } from 'rxjs';
import { checkOptions, type OptionNames } from '../checks/checkOptions.js';
import { showValue } from '../descriptions/showValue.js';
import { InvalidArgumentError } from '../errors/SwfError.js';

/** A call that is about to be retried. */
export interface Retry {
  readonly error: unknown;
  /** Number of the retry, starting at 1. */
  readonly attempt: number;
  /** Milliseconds until the retry. */
  readonly delay: number;
}

/** Exponential backoff with jitter. Durations in milliseconds. */
export interface Backoff {
  /** Maximum delay before the second attempt. Doubles with each attempt. @defaultValue 250 */
  readonly initial?: number;
  /** Upper bound of the delay. @defaultValue 30 000 */
  readonly max?: number;
  /** Maximum number of retries before the error is passed on. @defaultValue Infinity */
  readonly count?: number;
  /** Scheduler for the delays. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Called for each retry before its delay begins. */
  readonly onRetry?: (retry: Retry) => void;
  /**
   * Returns whether an error is transient.
   * @defaultValue throttling, 5xx, connection resets, timeouts and the like
   */
  readonly isRetryable?: (error: unknown) => boolean;
  /** Tries to recover from an error that is not transient. Emits whether to retry the call at once. */
  readonly recover?: (error: unknown) => Observable<boolean>;
  /** Returns numbers in [0, 1) for the jitter. @defaultValue Math.random */
  readonly random?: () => number;
}

/** Rejects values that are not a backoff, unknown members, and numbers that are negative or NaN. */
export function checkBackoff(backoff: Backoff, subject = 'backoff'): void {
  checkOptions(subject, backoff, backoffOptions);
  // Every response and every heartbeat passes through here, so nothing is allocated.
  for (const name of numbers) {
    const value = backoff[name];
    if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
    throw new InvalidArgumentError(
      `${name} of ${subject} must be a number of at least 0, got ${showValue(value)}`,
      {
        resource: name,
      },
    );
  }
}

const numbers = ['initial', 'max', 'count'] as const;

const backoffOptions: OptionNames<Backoff> = {
  initial: true,
  max: true,
  count: true,
  scheduler: true,
  onRetry: true,
  isRetryable: true,
  recover: true,
  random: true,
};

/** Returns the delay before retry `attempt` (from 1), in milliseconds: 50 to 100 % of the doubled period. */
export function backoffDelay(
  attempt: number,
  { initial = 250, max = 30_000, random = Math.random }: Backoff = {},
): number {
  // Keeps the factor finite, because 0 times Infinity is NaN.
  const whole = Math.min(max, initial * 2 ** Math.min(attempt - 1, 1_000));
  return whole / 2 + (random() * whole) / 2;
}
