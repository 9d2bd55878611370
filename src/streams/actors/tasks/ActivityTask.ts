import type { ActivityTask as SdkActivityTask } from '@aws-sdk/client-swf';
import { type Observable, tap } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { fromPayload } from '../../../payloads/index.js';
import { required } from '../../../requests/index.js';
import { type TypeId, typeId } from '../../../values/index.js';
import {
  type FailOptions,
  type HeartbeatAnswer,
  recordHeartbeat,
  respondCanceled,
  respondCompleted,
  respondFailed,
} from './respond.js';
import { Task, type TaskObserver } from './Task.js';

/**
 * A unit of work that SWF handed to a worker. Its methods are cold: they answer when they are subscribed to. Once
 * the task is closed, by an answer, a timeout or the end of its execution, they error with `DoesNotExistError`.
 *
 * @typeParam I - the type of the input
 * @example
 * ```ts
 * import { mergeMap } from 'rxjs';
 * import { ActivityWorker } from 'rx-swf';
 *
 * new ActivityWorker<{ file: string }>('media', 'thumbnails').pipe(
 *   mergeMap(task => task.complete({ url: `/thumbnails/${task.input.file}` })),
 * ).subscribe();
 * ```
 */
export class ActivityTask<I = unknown> extends Task {
  readonly activityId: string;
  readonly activityType: TypeId;
  /** The input as SWF carries it, or as it was loaded from the store; absent when none was given. */
  readonly rawInput: string | undefined;
  /** What heartbeats have told of how far the work is, if that is to go with a failure. */
  #progress: { latest: unknown } | undefined;

  constructor(domain: Domain, task: SdkActivityTask, observer?: TaskObserver) {
    super(domain, task, observer);
    this.activityId = required(task.activityId, 'activityId');
    this.activityType = typeId(task.activityType);
    this.rawInput = task.input;
    Object.freeze(this);
  }

  /** The input as the value that it was made from; `undefined` when none was given. */
  get input(): I {
    // What the decider wrote is what the worker expects: the type is the user's word for it.
    return fromPayload(this.domain.dataConverter, this.rawInput) as I;
  }

  /**
   * Answers that the work is done (`RespondActivityTaskCompleted`). Emits once when SWF has it.
   *
   * @param result - any value that the domain's `DataConverter` can write, at most 32,768 characters unless it is offloaded
   * @throws `InvalidArgumentError` for a result that is too long
   */
  complete(result?: unknown): Observable<void> {
    return respondCompleted(this.domain, this.taskToken, result).pipe(this.answers('completed'));
  }

  /**
   * Answers that the work failed (`RespondActivityTaskFailed`). Emits once when SWF has it.
   *
   * @throws `InvalidArgumentError` for details that cannot be made a payload
   */
  fail(options: FailOptions = {}): Observable<void> {
    return respondFailed(this.domain, this.taskToken, options, this.#progress?.latest).pipe(
      this.answers('failed', options.reason),
    );
  }

  /**
   * Answers that the work was given up on request (`RespondActivityTaskCanceled`). Emits once when SWF has it.
   *
   * @param details - any value. A payload of more than 32,768 characters is replaced by a shorter one with
   * `truncated: true`, unless it is offloaded.
   */
  cancel(details?: unknown): Observable<void> {
    return respondCanceled(this.domain, this.taskToken, details).pipe(this.answers('canceled'));
  }

  /**
   * Tells SWF that the work goes on (`RecordActivityTaskHeartbeat`), which restarts the heartbeat timeout. Emits
   * whether the task is asked to cancel.
   *
   * @param details - any value. A payload of more than 2,048 characters is replaced by a shorter one with
   * `truncated: true`, unless it is offloaded. It comes back if the task times out.
   */
  heartbeat(details?: unknown): Observable<HeartbeatAnswer> {
    if (this.#progress !== undefined) this.keepProgress(details);
    return recordHeartbeat(this.domain, this.taskToken, details).pipe(
      tap(({ cancelRequested }) => this.tell({ type: 'heartbeat', cancelRequested })),
      this.noticesGone(),
    );
  }

  /**
   * @internal Has a failure of the task tell how far the work is, as SWF has a timeout tell it: by the latest details
   * that were given here or to a heartbeat. Only for those who decide by them: it is not the details alone that SWF
   * carries then.
   */
  keepProgress(details?: unknown): void {
    this.#progress ??= { latest: undefined };
    if (details !== undefined) this.#progress.latest = details;
  }

  override toString(): string {
    const { name, version } = this.activityType;
    return `ActivityTask('${this.activityId}', '${name}', '${version}')`;
  }
}
