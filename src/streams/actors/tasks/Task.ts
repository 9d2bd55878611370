import type { WorkflowExecution as SdkExecution } from '@aws-sdk/client-swf';
import { type MonoTypeOperatorFunction, Observable, tap } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import {
  callSafely,
  DoesNotExistError,
  isInstance,
  type MonotonicClock,
  requireMember,
  SwfError,
} from '../../../requests/index.js';
import { type ExecutionId, executionId, Stream } from '../../../values/index.js';
import type { TaskAnswer, TaskEvent } from './TaskEvent.js';

/** The SDK fields common to all tasks. */
interface SdkTask {
  readonly taskToken: string | undefined;
  readonly startedEventId: number | undefined;
  readonly workflowExecution: SdkExecution | undefined;
}

/** Callback for the events of a task. */
export type TaskObserver = (task: Task, event: TaskEvent) => void;

/** The reception of a task by a subscription to an actor. */
export interface Reception {
  /** Clock of the subscription. Each subscription has its own, so this also identifies it. */
  readonly clock: MonotonicClock;
  /** Time of reception by that clock. */
  readonly at: number;
  isDelivered: boolean;
  isDropped: boolean;
}

/** An answer in flight, with the reason if the task failed. */
interface Sent {
  readonly answer: TaskAnswer;
  readonly reason: string | undefined;
}

/** A task that SWF has handed out and that needs an answer. */
export abstract class Task {
  readonly domain: Domain;
  /** Token by which the service identifies the task. */
  readonly taskToken: string;
  readonly workflowExecution: ExecutionId;
  /** Id of the event that records the start of this task. */
  readonly startedEventId: number;
  readonly #observer: TaskObserver | undefined;
  /** How the task was settled, once it is. */
  #settled: TaskAnswer | undefined;
  // Callbacks instead of a Subject, because each task has two of them: they save its subscriptions.
  readonly #onSettled: ((answer: TaskAnswer) => void)[] = [];
  /** Number of answers in flight. */
  #answering = 0;
  /** Whether SWF has accepted an answer that has not been reported yet. */
  #isTaken = false;
  #presumed = false;
  /** An earlier answer that may have arrived. */
  /** Created on first read: workers don't need it. */
  #answered$: Stream<TaskAnswer> | undefined;
  #sent: Sent | undefined;
  #reception: Reception | undefined;

  constructor(domain: Domain, task: SdkTask, observer?: TaskObserver) {
    this.#observer = observer;
    this.domain = domain;
    this.taskToken = requireMember(task.taskToken, 'taskToken');
    this.workflowExecution = Object.freeze(
      executionId(requireMember(task.workflowExecution, 'workflowExecution')),
    );
    this.startedEventId = requireMember(task.startedEventId, 'startedEventId');
  }

  /**
   * Emits once, when the task is answered through its methods, known to be gone or abandoned, and completes.
   */
  get answered$(): Stream<TaskAnswer> {
    this.#answered$ ??= new Stream(subscriber =>
      this.onSettled(answer => {
        subscriber.next(answer);
        subscriber.complete();
      }),
    );
    return this.#answered$;
  }

  /**
   * @internal Calls back once, when {@link answered$} emits. Returns a function that stops waiting for it.
   */
  onSettled(callback: (answer: TaskAnswer) => void): () => void {
    if (this.#settled !== undefined) callback(this.#settled);
    else this.#onSettled.push(callback);
    return () => {
      const index = this.#onSettled.indexOf(callback);
      if (index >= 0) this.#onSettled.splice(index, 1);
    };
  }

  /**
   * Whether nothing is left to answer: SWF has an answer or no longer knows the task, or it was abandoned.
   */
  get isAnswered(): boolean {
    return this.#settled !== undefined || this.#isTaken;
  }

  /**
   * Gives up the task without an answer, which frees its slot. SWF times the task out.
   *
   * @param reason - reported to observers of the task
   */
  abandon(reason?: string): void {
    this.#settle('abandoned', reason);
  }

  /** @internal Set by the actor that has received the task. */
  get reception(): Reception | undefined {
    return this.#reception;
  }

  set reception(reception: Reception | undefined) {
    this.#reception = reception;
  }

  /** @internal Reports an event to the observer of the task, which is an actor. */
  tell(event: TaskEvent): void {
    callSafely(() => this.#observer?.(this, event));
  }

  abstract toString(): string;

  toJSON(): Record<string, unknown> {
    return { ...(this as object), domain: this.domain.name };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /**
   * Whether the answer is only presumed to have arrived: an attempt, including those of the SDK, was sent and
   * got no response or a 5xx (`SwfError.inDoubt`), and SWF no longer knew the task when the answer was sent
   * again. This is wrong if the task timed out or its execution was closed in between; its history has the
   * truth. Attempts that were throttled or had no connection leave no such doubt.
   */
  get presumed(): boolean {
    return this.#presumed;
  }

  /**
   * @internal Settles the task with `answer` when the call succeeds, and as gone when the service doesn't know it. If
   * an earlier attempt may have arrived, a task that is no longer known counts as answered.
   *
   * @param reason - reason of a failure, reported to observers of the task
   */
  protected answers(answer: TaskAnswer, reason?: string): MonoTypeOperatorFunction<void> {
    // Written without operators because each task passes through here: it saves three subscriptions.
    return call$ =>
      new Observable(subscriber => {
        const sent = { answer, reason };
        let succeeded = false;
        const succeed = () => {
          succeeded = true;
          this.#isTaken = true;
          subscriber.next();
        };
        this.#answering += 1;
        // After the value: subscribers must see the answer before its consequences, and may leave before
        // completion.
        subscriber.add(() => {
          this.#answering -= 1;
          if (succeeded) this.#settle(answer, reason);
        });
        subscriber.add(
          call$.subscribe({
            next: succeed,
            error: (error: unknown) => {
              if (this.#isPresumed(sent, error)) {
                succeed();
                subscriber.complete();
                return;
              }
              if (isInstance(error, DoesNotExistError)) this.#settle('gone');
              subscriber.error(error);
            },
            complete: () => subscriber.complete(),
          }),
        );
      });
  }

  /** Whether a call that failed counts as a success, because the answer is presumed to have arrived. */
  #isPresumed(sent: Sent, error: unknown): boolean {
    if (isInstance(error, SwfError) && error.inDoubt) this.#sent = sent;
    const isPresumed =
      isInstance(error, DoesNotExistError) &&
      this.#sent?.answer === sent.answer &&
      this.#settled === undefined;
    if (isPresumed) this.#presumed = true;
    return isPresumed;
  }

  /**
   * @internal Settles the task when a call other than an answer finds that the service doesn't know it: as gone, or
   * with the answer that may have arrived. An answer in flight may be the cause; in that case, its own
   * response decides.
   */
  protected noticesGone<T>(): MonoTypeOperatorFunction<T> {
    return tap({
      error: error => {
        if (!isInstance(error, DoesNotExistError) || this.#answering > 0 || this.isAnswered) return;
        this.#presumed = this.#sent !== undefined;
        this.#settle(this.#sent?.answer ?? 'gone', this.#sent?.reason);
      },
    });
  }

  // Only the first answer counts.
  #settle(answer: TaskAnswer, reason?: string): void {
    if (this.#settled !== undefined) return;
    this.#settled = answer;
    const why = reason === undefined ? {} : { reason };
    this.tell({ type: 'answered', answer, presumed: this.#presumed, ...why });
    // A callback may remove others.
    for (let next = this.#onSettled.shift(); next !== undefined; next = this.#onSettled.shift()) next(answer);
  }
}
