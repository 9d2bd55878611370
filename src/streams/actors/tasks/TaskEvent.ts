import type { Retry } from '../../../requests/index.js';
import type { CandidateEvent } from './CandidateEvent.js';

/**
 * The way a task was settled: by an answer of ours, as `'gone'` according to the service, or as
 * `'abandoned'`.
 */
export type TaskAnswer = 'completed' | 'failed' | 'canceled' | 'gone' | 'abandoned';

/** Event of a held task. Durations are in milliseconds. */
export type TaskEvent =
  | { readonly type: 'heartbeat'; readonly cancelRequested: boolean }
  | {
      readonly type: 'answered';
      readonly answer: TaskAnswer;
      readonly presumed: boolean;
      /** Reason of a failed task. */
      readonly reason?: string;
    }
  /**
   * A decision could not be made, or SWF refused it. `retryIn` is the number of seconds until the retry, if
   * known.
   */
  | {
      readonly type: 'decisionFailed';
      readonly error: unknown;
      readonly reason: string;
      readonly retryIn?: number;
    }
  | CandidateEvent
  /** An error of this task's calls that ends its actor. */
  | { readonly type: 'error'; readonly error: unknown }
  | ({ readonly type: 'retried'; readonly call: 'heartbeat' | 'answer' } & Retry);
