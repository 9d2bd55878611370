import type { WorkflowExecution as SdkExecution } from '@aws-sdk/client-swf';
import {
  AsyncSubject,
  catchError,
  defer,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  tap,
  throwError,
} from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { DoesNotExistError, harmless, isInstance, required, SwfError } from '../../../requests/index.js';
import { type ExecutionId, executionId } from '../../../values/index.js';
import type { Answer, TaskEvent } from './TaskEvent.js';

/** What every task comes with. */
interface SdkTask {
  readonly taskToken: string | undefined;
  readonly startedEventId: number | undefined;
  readonly workflowExecution: SdkExecution | undefined;
}

/** Who is told what happens to a task. */
export type TaskObserver = (task: Task, event: TaskEvent) => void;

/** An answer on its way: of a failed task with the reason. */
interface Sent {
  readonly answer: Answer;
  readonly reason: string | undefined;
}

/** A task that SWF handed out and that wants an answer. */
export abstract class Task {
  readonly domain: Domain;
  /** By what the service knows the task. */
  readonly taskToken: string;
  readonly workflowExecution: ExecutionId;
  /** The id of the event that tells of this task's start. */
  readonly startedEventId: number;
  readonly #answered$ = new AsyncSubject<Answer>();
  readonly #told$ = this.#answered$.asObservable();
  readonly #observer: TaskObserver | undefined;
  #settled = false;
  /** Answers under way. */
  #answering = 0;
  /** Whether SWF has taken an answer, of which nobody has been told yet. */
  #isTaken = false;
  #presumed = false;
  /** The answer that may have arrived. */
  #sent: Sent | undefined;

  constructor(domain: Domain, task: SdkTask, observer?: TaskObserver) {
    this.#observer = observer;
    this.domain = domain;
    this.taskToken = required(task.taskToken, 'taskToken');
    this.workflowExecution = Object.freeze(
      executionId(required(task.workflowExecution, 'workflowExecution')),
    );
    this.startedEventId = required(task.startedEventId, 'startedEventId');
  }

  /** Emits once, when the task was answered through its methods or is known to be gone, and completes. */
  get answered$(): Observable<Answer> {
    return this.#told$;
  }

  /** Whether nothing is left to answer: SWF has an answer, does not know the task any more, or it was abandoned. */
  get isAnswered(): boolean {
    return this.#settled || this.#isTaken;
  }

  /**
   * Gives the task up without an answer, which makes room for another: SWF times it out.
   *
   * @param reason - why, for whoever watches
   */
  abandon(reason?: string): void {
    this.#settle('abandoned', reason);
  }

  /** Tells whoever holds the task, an actor, what happens to it. */
  tell(event: TaskEvent): void {
    harmless(() => this.#observer?.(this, event));
  }

  abstract toString(): string;

  toJSON(): Record<string, unknown> {
    return { ...(this as object), domain: this.domain.name };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /**
   * Whether the answer is taken for sent on the word of circumstance: an attempt at it, the SDK's own included, was
   * sent and had no answer, or a 5xx (`SwfError.inDoubt`), and SWF did not know the task when it was sent again. If
   * the task timed out or its execution was closed in between, that is a mistake: its history has the truth.
   * Attempts that were throttled, or for which there was no connection, leave no such doubt.
   */
  get presumed(): boolean {
    return this.#presumed;
  }

  /**
   * Settles the task with `answer` when the call succeeds, and as gone when the service does not know it. If an
   * earlier attempt may have arrived, not to be known any more is success.
   *
   * @param reason - why it has failed, for whoever watches
   */
  protected answers(answer: Answer, reason?: string): MonoTypeOperatorFunction<void> {
    return call$ =>
      defer(() => {
        let succeeded = false;
        this.#answering += 1;
        return call$.pipe(
          catchError((error: unknown) => this.#presume({ answer, reason }, error)),
          tap({
            next: () => {
              succeeded = true;
              this.#isTaken = true;
            },
            error: error => {
              if (isInstance(error, DoesNotExistError)) this.#settle('gone');
            },
            // After the value: whoever is told comes before what follows from it, and may leave before the completion.
            finalize: () => {
              this.#answering -= 1;
              if (succeeded) this.#settle(answer, reason);
            },
          }),
        );
      });
  }

  /** Whether a call that failed so is a success all the same: emits if it is, and errors if not. */
  #presume(sent: Sent, error: unknown): Observable<void> {
    if (isInstance(error, SwfError) && error.inDoubt) this.#sent = sent;
    if (isInstance(error, DoesNotExistError) && this.#sent?.answer === sent.answer && !this.#settled) {
      this.#presumed = true;
      return of(undefined);
    }
    return throwError(() => error);
  }

  /**
   * Settles the task when a call that is no answer learns that the service does not know it: as gone, or with the
   * answer that may have arrived. While an answer is under way, that may be the reason: its own reply tells.
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
  #settle(answer: Answer, reason?: string): void {
    if (this.#settled) return;
    this.#settled = true;
    const why = reason === undefined ? {} : { reason };
    this.tell({ type: 'answered', answer, presumed: this.#presumed, ...why });
    this.#answered$.next(answer);
    this.#answered$.complete();
  }
}
