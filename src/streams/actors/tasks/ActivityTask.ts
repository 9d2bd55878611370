import type { ActivityTask as SdkActivityTask } from '@aws-sdk/client-swf';
import { type Observable, tap } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { fromPayload } from '../../../payloads/index.js';
import { requireMember } from '../../../requests/index.js';
import { type TypeId, typeId } from '../../../values/index.js';
import {
  type FailOptions,
  type HeartbeatAnswer,
  recordHeartbeat,
  respondCanceled,
  respondCompleted,
  respondFailed,
} from './responses.js';
import { Task, type TaskObserver } from './Task.js';

/**
 * A unit of work that SWF has handed to a worker. Its methods are cold: they send the answer on subscription.
 * Once the task is closed by an answer, a timeout or the end of its execution, they error with
 * `DoesNotExistError`.
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
  /** The input as a string, as carried by SWF or loaded from the store; absent if none was given. */
  readonly rawInput: string | undefined;
  /** Latest progress from heartbeats, if it is to be sent with a failure. */
  #progress: { latest: unknown } | undefined;

  constructor(domain: Domain, task: SdkActivityTask, observer?: TaskObserver) {
    super(domain, task, observer);
    this.activityId = requireMember(task.activityId, 'activityId');
    this.activityType = typeId(task.activityType);
    this.rawInput = task.input;
    Object.freeze(this);
  }

  /** The input as a value; `undefined` if none was given. */
  get input(): I {
    // The decider determines the value; the type is an assertion by the user.
    return fromPayload(this.domain.dataConverter, this.rawInput) as I;
  }

  /**
   * Reports that the work is done (`RespondActivityTaskCompleted`). Emits once SWF has the answer.
   *
   * @param result - any value that the domain's `DataConverter` can write, at most 32,768 characters unless
   *   it is offloaded
   * @throws `InvalidArgumentError` for a result that is too long
   */
  complete(result?: unknown): Observable<void> {
    return respondCompleted(this.domain, this.taskToken, result).pipe(this.answers('completed'));
  }

  /**
   * Reports that the work failed (`RespondActivityTaskFailed`). Emits once SWF has the answer.
   *
   * @throws `InvalidArgumentError` for details that cannot be converted to a payload
   */
  fail(options: FailOptions = {}): Observable<void> {
    return respondFailed(this.domain, this.taskToken, options, this.#progress?.latest).pipe(
      this.answers('failed', options.reason),
    );
  }

  /**
   * Reports that the work was canceled on request (`RespondActivityTaskCanceled`). Emits once SWF has the
   * answer.
   *
   * @param details - any value. A payload of more than 32,768 characters is replaced by a shorter one with
   * `truncated: true`, unless it is offloaded.
   */
  cancel(details?: unknown): Observable<void> {
    return respondCanceled(this.domain, this.taskToken, details).pipe(this.answers('canceled'));
  }

  /**
   * Reports that the work is still in progress (`RecordActivityTaskHeartbeat`), which restarts the heartbeat
   * timeout. Emits whether a cancel was requested.
   *
   * @param details - any value. A payload of more than 2,048 characters is replaced by a shorter one with
   * `truncated: true`, unless it is offloaded. The decider receives the latest details if the task times out.
   */
  heartbeat(details?: unknown): Observable<HeartbeatAnswer> {
    if (this.#progress !== undefined) this.keepProgress(details);
    return recordHeartbeat(this.domain, this.taskToken, details).pipe(
      tap(({ cancelRequested }) => this.tell({ type: 'heartbeat', cancelRequested })),
      this.noticesGone(),
    );
  }

  /**
   * @internal Makes a failure of the task report its progress, as a timeout does: the latest details passed
   *   here or to a heartbeat. Only for callers whose deciders use it, because SWF then carries more than the
   *   details.
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
