import type { Retry } from '../../../requests/index.js';
import type { CandidateEvent } from '../tasks/CandidateEvent.js';
import type { Task } from '../tasks/Task.js';
import type { TaskAnswer } from '../tasks/TaskEvent.js';

/** An {@link ActorEvent} without its time. Durations are in milliseconds. */
export type UntimedEvent<T extends Task = Task> =
  /** A poll began. */
  | { readonly type: 'poll'; readonly taskList: string }
  /** A poll returned no task. */
  | { readonly type: 'empty'; readonly taskList: string; readonly duration: number }
  /** A poll returned a task. */
  | { readonly type: 'received'; readonly taskList: string; readonly task: T; readonly duration: number }
  /** A poll in flight ended without a response because the actor was unsubscribed from, drained or failed. */
  | { readonly type: 'aborted'; readonly taskList: string }
  /** SWF accepted a heartbeat. */
  | { readonly type: 'heartbeat'; readonly task: T; readonly cancelRequested: boolean }
  /**
   * A task is no longer held: answered, gone or abandoned. The duration counts from its reception. An answer
   * is presumed if one attempt was sent without getting a reply and SWF no longer knew the task afterwards.
   * `reason` is the reason of a failure. `dropped` is set if the actor was unsubscribed from before.
   */
  | {
      readonly type: 'answered';
      readonly task: T;
      readonly answer: TaskAnswer;
      readonly presumed: boolean;
      readonly duration: number;
      readonly reason?: string;
      readonly dropped?: true;
    }
  /**
   * A task is no longer held although it was not answered: the actor was unsubscribed from. SWF times it out.
   */
  | { readonly type: 'dropped'; readonly task: T; readonly duration: number }
  /**
   * A decision could not be made, or SWF refused it, regardless of how the task is answered. `retryIn` is the
   * number of seconds until the retry, if known.
   */
  | {
      readonly type: 'decisionFailed';
      readonly task: T;
      readonly error: unknown;
      readonly reason: string;
      readonly retryIn?: number;
    }
  /** A candidate of a workflow worker was, or was not, compared with an answered decision. */
  | (CandidateEvent & { readonly task: T })
  /** The error that ends the actor. `task` is set if an answer or a heartbeat of that task caused it. */
  | { readonly type: 'error'; readonly error: unknown; readonly task?: T }
  /** A call failed with a transient error and is retried. */
  | ({ readonly type: 'retried' | 'throttled'; readonly call: 'poll'; readonly taskList: string } & Retry)
  | ({
      readonly type: 'retried' | 'throttled';
      readonly call: 'heartbeat' | 'answer';
      readonly task: T;
    } & Retry)
  /** Types could not be registered, and the registration is retried (`register: true` of workers). */
  | ({ readonly type: 'retried' | 'throttled'; readonly call: 'register' } & Retry)
  /** Expired credentials were refreshed, or clock skew was corrected. */
  | { readonly type: 'recovered'; readonly taskList: string }
  /** Draining began. */
  | { readonly type: 'draining'; readonly held: number; readonly polls: number }
  /** Draining ended, with this number of unfinished tasks. */
  | { readonly type: 'drained'; readonly unfinished: number };

/**
 * An event of an actor, for logs, metrics and traces: a union by `type`. `at` is in milliseconds since the
 * epoch, by the actor's scheduler.
 */
export type ActorEvent<T extends Task = Task> = UntimedEvent<T> & { readonly at: number };
