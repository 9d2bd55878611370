import type { ExecutionId, TypeId } from '../values/index.js';

/** What a thread is told of its task: values only, the answers are given from outside. */
export interface ThreadTask<I = unknown> {
  readonly input: I;
  /** The domain's name. */
  readonly domain: string;
  readonly activityId: string;
  readonly activityType: TypeId;
  readonly workflowExecution: ExecutionId;
}

/** What a handler in a thread is given beside its task. */
export interface ThreadContext {
  /**
   * Aborted when the task is to be canceled, is gone, or the worker is unsubscribed from. A handler that blocks its
   * thread learns it when it calls `heartbeat`.
   */
  readonly signal: AbortSignal;
  /** What the next heartbeat tells SWF. Any value that can be cloned. */
  heartbeat(details?: unknown): void;
}

/**
 * What the module of {@link inThread} exports by default.
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
