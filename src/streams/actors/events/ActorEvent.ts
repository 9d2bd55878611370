import type { Retry } from '../../../requests/index.js';
import type { Task } from '../tasks/Task.js';
import type { Answer } from '../tasks/TaskEvent.js';

/** Something that an actor did or met, without when. Durations in milliseconds. */
export type Happening<T extends Task = Task> =
  /** A poll began. */
  | { readonly type: 'poll'; readonly taskList: string }
  /** A poll came back without a task. */
  | { readonly type: 'empty'; readonly taskList: string; readonly duration: number }
  /** A poll brought a task. */
  | { readonly type: 'received'; readonly taskList: string; readonly task: T; readonly duration: number }
  /** A poll that was under way is over without an answer: the actor was unsubscribed from, drains or has failed. */
  | { readonly type: 'aborted'; readonly taskList: string }
  /** SWF took a heartbeat. */
  | { readonly type: 'heartbeat'; readonly task: T; readonly cancelRequested: boolean }
  /**
   * A task is held no longer: answered, gone or abandoned. The duration counts from its reception. An answer is
   * presumed when an attempt at it was sent and had no reply, and SWF did not know the task any more after that.
   * `reason` is that of a failure. `dropped` is set where the actor was unsubscribed from before.
   */
  | {
      readonly type: 'answered';
      readonly task: T;
      readonly answer: Answer;
      readonly presumed: boolean;
      readonly duration: number;
      readonly reason?: string;
      readonly dropped?: true;
    }
  /** A task is held no longer although nobody has answered it: the actor was unsubscribed from. SWF times it out. */
  | { readonly type: 'dropped'; readonly task: T; readonly duration: number }
  /**
   * A decision could not be made, or SWF has refused it, whatever the task is answered with. `retryIn` are the seconds
   * until it is retried, where that is known.
   */
  | {
      readonly type: 'decisionFailed';
      readonly task: T;
      readonly error: unknown;
      readonly reason: string;
      readonly retryIn?: number;
    }
  /** The error that ends the actor; `task` is the one whose answer or heartbeat has brought it, if it was one. */
  | { readonly type: 'error'; readonly error: unknown; readonly task?: T }
  /** A call met a passing fault and is made again. */
  | ({ readonly type: 'retried' | 'throttled'; readonly call: 'poll'; readonly taskList: string } & Retry)
  | ({
      readonly type: 'retried' | 'throttled';
      readonly call: 'heartbeat' | 'answer';
      readonly task: T;
    } & Retry)
  /** Types could not be registered, and that is tried again: `register: true` of workers. */
  | ({ readonly type: 'retried' | 'throttled'; readonly call: 'register' } & Retry)
  /** The credentials had expired or the clock was wrong, and that has been put right. */
  | { readonly type: 'recovered'; readonly taskList: string }
  /** Draining began. */
  | { readonly type: 'draining'; readonly held: number; readonly polls: number }
  /** Draining is over: so many tasks were not finished. */
  | { readonly type: 'drained'; readonly unfinished: number };

/**
 * What an actor tells of itself, for logs, metrics and traces: a union by `type`. `at` is in milliseconds since the
 * epoch, by the actor's scheduler.
 */
export type ActorEvent<T extends Task = Task> = Happening<T> & { readonly at: number };
