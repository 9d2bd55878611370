import { checkOptions, isInstance } from '../../requests/index.js';
import { checkCount, refuse } from '../../values/index.js';
import { ActivityFailedError, ActivityTimedOutError, FailureError } from '../errors/FailureError.js';

/** Retry policy of an activity. The delays are SWF timers, in seconds. */
export interface RetryPolicy<I = unknown> {
  /** Retries after the first attempt. @defaultValue Infinity */
  readonly count?: number;
  /** The delay before the first retry, in seconds. @defaultValue 1 */
  readonly initial?: number;
  /** The factor by which the delay grows with each retry. @defaultValue 2 */
  readonly factor?: number;
  /** The maximum delay, in seconds. @defaultValue 300 */
  readonly max?: number;
  /**
   * Failures that are not retried: failure reasons, names of errors or of their classes (`CardDeclined`
   * matches a `class CardDeclined extends Error` with any message, and its subclasses), or a predicate.
   * Refusals by SWF (such as an unknown type) and cancellations are never retried. @defaultValue none
   */
  readonly unless?: readonly string[] | ((error: FailureError) => boolean);
  /**
   * Returns the input of the next attempt, from the original input and the last `heartbeat(details)` of the
   * activity, whether the attempt failed, was stopped with its worker (`WorkerStopped`), or timed out because
   * the worker died. If an attempt sent no heartbeat, the details of an earlier attempt are passed. If there
   * are none at all, it is called only after a timeout, with `undefined`.
   */
  readonly resume?: (input: I, heartbeatDetails: unknown) => I;
}

/** Throws `InvalidArgumentError` if the policy is invalid. */
export function checkRetry<I>(policy: RetryPolicy<I>): void {
  checkOptions('retry', policy, {
    count: true,
    initial: true,
    factor: true,
    max: true,
    unless: true,
    resume: true,
  });
  const { count = 0, initial = 1, factor = 2, max = 300 } = policy;
  checkCount('retry.count', count, 0);
  for (const [name, seconds] of Object.entries({ initial, max })) {
    if (!(seconds >= 0)) refuse(`retry.${name}`, seconds, 'a number of seconds of at least 0');
  }
  if (!(factor >= 1)) refuse('retry.factor', factor, 'a number of at least 1');
}

/** Returns whether an error is retried under a policy. */
export function isRetried<I>(error: unknown, { unless = [] }: RetryPolicy<I>): error is FailureError {
  if (!isInstance(error, FailureError) || error.name === 'ActivityCanceledError') return false;
  if (typeof unless === 'function') return !unless(error);
  return !namesOf(error).some(name => unless.includes(name));
}

/**
 * Returns the names that `unless` may match: the reason of a failure, and the names of the worker's error.
 */
function namesOf({ reason, name, details }: FailureError): readonly string[] {
  const [, beginning] = /^([^\s:]+): /.exec(reason) ?? [];
  const names: unknown[] = [reason, name, beginning];
  if (typeof details === 'object' && details !== null) {
    if ('name' in details) names.push(details.name);
    if ('classes' in details && Array.isArray(details.classes)) names.push(...details.classes);
  }
  return names.filter(one => typeof one === 'string');
}

/** Returns the delay before retry number `attempt` (from 1), in seconds. */
export function retryDelay<I>(
  attempt: number,
  { initial = 1, factor = 2, max = 300 }: RetryPolicy<I>,
): number {
  // The power may overflow to Infinity, and 0 * Infinity would be NaN.
  return Math.min(max, initial * Math.min(factor ** (attempt - 1), Number.MAX_VALUE));
}

/** The last progress that an activity reported; `undefined` if none is known. */
export type Progress = { readonly latest: unknown } | undefined;

/**
 * Returns the known progress after an attempt that failed with `error`.
 *
 * @param before - the progress known before the attempt
 */
export function progressOf(error: unknown, before: Progress): Progress {
  if (isInstance(error, ActivityTimedOutError))
    return error.details === undefined ? (before ?? { latest: undefined }) : { latest: error.details };
  if (!isInstance(error, ActivityFailedError) || error.progress === undefined) return before;
  return { latest: error.progress };
}

/** Returns the input of the next attempt. */
export function nextInput<I>(input: I, progress: Progress, { resume }: RetryPolicy<I>): I {
  return resume === undefined || progress === undefined ? input : resume(input, progress.latest);
}
