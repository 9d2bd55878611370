import type { ExecutionId, TypeId } from '../values/index.js';

/** Task as a thread sees it: plain values only. The task is completed or failed outside the thread. */
export interface ThreadTask<I = unknown> {
  readonly input: I;
  /** The domain's name. */
  readonly domain: string;
  readonly activityId: string;
  readonly activityType: TypeId;
  readonly workflowExecution: ExecutionId;
}

/** Context of a handler in a thread, in addition to its task. */
export interface ThreadContext {
  /**
   * Aborted when the task is to be canceled, no longer exists, or the worker is unsubscribed from. In a
   * handler that blocks its thread, the signal is updated only by calls of `heartbeat`.
   */
  readonly signal: AbortSignal;
  /** Sets the details of the next heartbeat. Takes any value that can be cloned. */
  heartbeat(details?: unknown): void;
}

/**
 * Default export of a module for {@link inThread}.
 *
 * @example
 * ```ts
 * import type { ThreadHandler } from 'rx-swf/threads';
 *
 * const sumOfRoots: ThreadHandler<{ upTo: number }, number> = ({ input }, { heartbeat, signal }) => {
 *   let sum = 0;
 *   for (let n = 1; n <= input.upTo && !signal.aborted; n += 1) {
 *     sum += Math.sqrt(n);
 *     if (n % 1_000_000 === 0) heartbeat({ n });
 *   }
 *   return sum;
 * };
 * export default sumOfRoots;
 * ```
 */
export type ThreadHandler<I = unknown, R = unknown> = (
  task: ThreadTask<I>,
  context: ThreadContext,
) => R | PromiseLike<R>;
