import type { ExecutionId } from '../values/index.js';

/**
 * News of an execution, as a source outside of SWF's API delivers it. It is a reason to ask SWF, never the
 * answer: notices may be missing, late, duplicated or out of order.
 *
 * @see `rx-swf/eventbridge`, which receives them from Amazon EventBridge
 */
export interface Notice extends ExecutionId {
  /** Name of the execution's domain. */
  readonly domain: string;
  /** Name of the history event that caused the notice, e.g. `WorkflowExecutionCompleted`. */
  readonly eventType?: string | undefined;
  /** Id of that event. */
  readonly eventId?: number | undefined;
  /** When it happened. */
  readonly time?: Date | undefined;
  /** AWS region of the execution. */
  readonly region?: string | undefined;
  /** AWS account ID of the execution. */
  readonly account?: string | undefined;
}
