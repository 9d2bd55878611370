import { checkOptions, isInstance } from '../../requests/index.js';
import { checkCount, refuse } from '../../values/index.js';
import { ActivityFailedError, ActivityTimedOutError, FailureError } from '../errors/FailureError.js';

/** When and how often an activity is tried again. The waits are timers of SWF, in seconds. */
export interface RetryPolicy<I = unknown> {
  /** Retries after the first attempt. @defaultValue Infinity */
  readonly count?: number;
  /** The wait before the first retry, in seconds. @defaultValue 1 */
  readonly initial?: number;
  /** By how much each wait is longer than the one before. @defaultValue 2 */
  readonly factor?: number;
  /** No wait is longer, in seconds. @defaultValue 300 */
  readonly max?: number;
  /**
   * What is not tried again: reasons of failures, names of errors or of their classes (`CardDeclined` for a `class
   * CardDeclined extends Error` with any message, and for classes that extend it), or a function that tells. Refusals of
   * SWF (no such type) and cancellations never are. @defaultValue none
   */
  readonly unless?: readonly string[] | ((error: FailureError) => boolean);
  /**
   * The next attempt's input, from the first one's and what the activity told last by `heartbeat(details)`, whether it
   * has failed, was stopped with its worker (`WorkerStopped`), or has timed out since the worker died. If an attempt
   * told nothing, that is what an earlier one told. Not called where none has, but after a timeout: with `undefined`.
   */
  readonly resume?: (input: I, heartbeatDetails: unknown) => I;
}

/** Throws `InvalidArgumentError` for a policy that makes no sense. */
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
    if (!(seconds >= 0)) refuse(`retry.${name}`, seconds, 'a number of seconds from 0');
  }
  if (!(factor >= 1)) refuse('retry.factor', factor, 'a number from 1');
}

/** Whether an error is worth another attempt. */
export function isRetried<I>(error: unknown, { unless = [] }: RetryPolicy<I>): error is FailureError {
  if (!isInstance(error, FailureError) || error.name === 'ActivityCanceledError') return false;
  if (typeof unless === 'function') return !unless(error);
  return !namesOf(error).some(name => unless.includes(name));
}

/** What a failure may be called: its reason, and the names of the error that the worker had. */
function namesOf({ reason, name, details }: FailureError): readonly string[] {
  const [, beginning] = /^([^\s:]+): /.exec(reason) ?? [];
  const names: unknown[] = [reason, name, beginning];
  if (typeof details === 'object' && details !== null) {
    if ('name' in details) names.push(details.name);
    if ('classes' in details && Array.isArray(details.classes)) names.push(...details.classes);
  }
  return names.filter(one => typeof one === 'string');
}

/** The wait before retry number `attempt` (from 1), in seconds. */
export function waitBefore<I>(
  attempt: number,
  { initial = 1, factor = 2, max = 300 }: RetryPolicy<I>,
): number {
  // The power may be beyond all numbers, and nothing of that is still nothing.
  return Math.min(max, initial * Math.min(factor ** (attempt - 1), Number.MAX_VALUE));
}

/** What an activity told last of how far it is; `undefined` where that is not known. */
export type Progress = { readonly latest: unknown } | undefined;

/**
 * What is known of the progress after an attempt that failed so.
 *
 * @param before - what was known before it
 */
export function progressOf(error: unknown, before: Progress): Progress {
  if (isInstance(error, ActivityTimedOutError))
    return error.details === undefined ? (before ?? { latest: undefined }) : { latest: error.details };
  if (!isInstance(error, ActivityFailedError) || error.progress === undefined) return before;
  return { latest: error.progress };
}

/** The input of the next attempt. */
export function nextInput<I>(input: I, progress: Progress, { resume }: RetryPolicy<I>): I {
  return resume === undefined || progress === undefined ? input : resume(input, progress.latest);
}
