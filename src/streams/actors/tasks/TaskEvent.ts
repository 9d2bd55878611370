import type { Retry } from '../../../requests/index.js';

/**
 * How the holding of a task ended: by an answer of ours, by the service's word that it is `'gone'`, or by being
 * `'abandoned'`.
 */
export type Answer = 'completed' | 'failed' | 'canceled' | 'gone' | 'abandoned';

/** What happens to a task that is held. Durations in milliseconds. */
export type TaskEvent =
  | { readonly type: 'heartbeat'; readonly cancelRequested: boolean }
  | {
      readonly type: 'answered';
      readonly answer: Answer;
      readonly presumed: boolean;
      /** Why a failed task has failed. */
      readonly reason?: string;
    }
  /** A decision could not be made, or SWF has refused it. Seconds until it is retried, where that is known. */
  | {
      readonly type: 'decisionFailed';
      readonly error: unknown;
      readonly reason: string;
      readonly retryIn?: number;
    }
  /** An error of this task's calls ends its actor. */
  | { readonly type: 'error'; readonly error: unknown }
  | ({ readonly type: 'retried'; readonly call: 'heartbeat' | 'answer' } & Retry);
