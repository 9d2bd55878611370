import { CountPendingActivityTasksCommand, PollForActivityTaskCommand } from '@aws-sdk/client-swf';
import { asyncScheduler, catchError, defer, map, type Observable, timeout } from 'rxjs';
import { longPoll, request, requestAs, retryTransient } from '../../requests/index.js';
import { type Count, toCount } from '../../values/index.js';
import { Actor } from './Actor.js';
import { holdsTask } from './polling/holdsTask.js';
import { ActivityTask } from './tasks/ActivityTask.js';
import {
  type FailOptions,
  type HeartbeatAnswer,
  recordHeartbeat,
  respondCanceled,
  respondCompleted,
  respondFailed,
} from './tasks/responses.js';

/** Time limit for the answers at the end of draining, including retries, in milliseconds. */
const lastAnswer = 5_000;

/**
 * Polls task lists for activity tasks. See {@link Actor} for the behavior of all actors, and `perform` for
 * the operator that does the work and answers.
 *
 * @typeParam I - the type of the tasks' input
 * @example
 * ```ts
 * import { ActivityWorker, perform } from 'rx-swf';
 *
 * const subscription = new ActivityWorker<{ file: string }>('media', 'thumbnails', { concurrency: 8 })
 *   .pipe(perform(task => ({ url: `/thumbnails/${task.input.file}` })))
 *   .subscribe();
 * subscription.unsubscribe(); // stops it
 * ```
 */
export class ActivityWorker<I = unknown> extends Actor<ActivityTask<I>> {
  /** Polls once (`PollForActivityTask`). Emits a task, or `undefined` if SWF had none for 60 s. */
  override poll(taskList = this.taskList): Observable<ActivityTask<I> | undefined> {
    const { domain, identity } = this;
    return requestAs(
      domain.client,
      PollForActivityTaskCommand,
      { domain: domain.name, taskList: { name: taskList }, identity },
      task => (holdsTask(task) ? new ActivityTask<I>(domain, task, this.observer) : undefined),
      longPoll,
    );
  }

  /** @internal */
  protected override get isGradual(): boolean {
    return true;
  }

  /** Counts the tasks waiting in the list (`CountPendingActivityTasks`). */
  override pending(taskList = this.taskList): Observable<Count> {
    const { domain } = this;
    return request(domain.client, CountPendingActivityTasksCommand, {
      domain: domain.name,
      taskList: { name: taskList },
    }).pipe(map(toCount));
  }

  /** @internal */
  protected override giveUp(task: ActivityTask<I>, how: 'fail' | 'release'): Observable<unknown> {
    if (how === 'release') return super.giveUp(task, how);
    return defer(() => task.fail({ reason: 'WorkerStopped', details: { identity: this.identity } })).pipe(
      retryTransient({ ...this.backoff, count: 3 }),
      timeout({ first: lastAnswer, scheduler: this.backoff.scheduler ?? asyncScheduler }),
      // Whatever SWF answers, and even if it doesn't answer, the task is released.
      catchError(() => super.giveUp(task, 'release')),
    );
  }

  /** Reports that the work is done, like `task.complete`. */
  complete(taskToken: string, result?: unknown): Observable<void> {
    return this.held(taskToken)?.complete(result) ?? respondCompleted(this.domain, taskToken, result);
  }

  /** Reports that the work failed, like `task.fail`. */
  fail(taskToken: string, options: FailOptions = {}): Observable<void> {
    return this.held(taskToken)?.fail(options) ?? respondFailed(this.domain, taskToken, options);
  }

  /** Reports that the work was canceled on request, like `task.cancel`. */
  cancel(taskToken: string, details?: unknown): Observable<void> {
    return this.held(taskToken)?.cancel(details) ?? respondCanceled(this.domain, taskToken, details);
  }

  /** Reports that the work is still in progress, like `task.heartbeat`. */
  heartbeat(taskToken: string, details?: unknown): Observable<HeartbeatAnswer> {
    return this.held(taskToken)?.heartbeat(details) ?? recordHeartbeat(this.domain, taskToken, details);
  }
}
