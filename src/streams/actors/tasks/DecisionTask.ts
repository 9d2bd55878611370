import type { Decision, DecisionTask as SdkDecisionTask } from '@aws-sdk/client-swf';
import { type MonoTypeOperatorFunction, type Observable, tap } from 'rxjs';
import { isClose } from '../../../decisions/index.js';
import type { History } from '../../../history/index.js';
import type { Domain } from '../../../models/index.js';
import { type TypeId, typeId } from '../../../values/index.js';
import { type DecisionOptions, respondDecisions } from './respond.js';
import { Task, type TaskObserver } from './Task.js';

/**
 * A turn of a decider: an execution's history, and the right to say what comes next. It arrives with its whole
 * history. Once it is closed, by an answer, a timeout or the end of its execution, {@link complete} errors with
 * `DoesNotExistError`.
 */
export class DecisionTask extends Task {
  readonly workflowType: TypeId;
  /** The start of the last task that was answered; 0 for the first. What is later is news. */
  readonly previousStartedEventId: number;
  readonly history: History;
  readonly #onClose: (() => void) | undefined;

  /** @param onClose - told when an answer of this task has closed the execution, as far as its decisions say */
  constructor(
    domain: Domain,
    task: SdkDecisionTask,
    history: History,
    observer?: TaskObserver,
    onClose?: () => void,
  ) {
    super(domain, task, observer);
    this.#onClose = onClose;
    this.workflowType = typeId(task.workflowType);
    this.previousStartedEventId = task.previousStartedEventId ?? 0;
    this.history = history;
    Object.freeze(this);
  }

  /**
   * Answers with decisions (`RespondDecisionTaskCompleted`), none of which may follow one that closes the
   * execution, and at most 100. Emits once when SWF has carried them out. Errors with `InvalidArgumentError` when
   * there are more or SWF refuses them; then the task is open still.
   *
   * @throws `InvalidArgumentError` for an option that SWF would refuse
   */
  complete(decisions: readonly Decision[] = [], options: DecisionOptions = {}): Observable<void> {
    return this.#respond(decisions, options, this.answers('completed'));
  }

  /**
   * Answers as {@link complete} does, with decisions that only say that nothing could be decided: whoever watches is
   * told that the task has failed.
   */
  completeFailed(decisions: readonly Decision[], reason: string): Observable<void> {
    return this.#respond(decisions, {}, this.answers('failed', reason));
  }

  #respond(
    decisions: readonly Decision[],
    options: DecisionOptions,
    answers: MonoTypeOperatorFunction<void>,
  ): Observable<void> {
    const answer$ = respondDecisions(this.domain, this.taskToken, decisions, options);
    const closes = decisions.some(isClose);
    return answer$.pipe(
      answers,
      tap(() => closes && this.#onClose?.()),
    );
  }

  override toString(): string {
    const { name, version } = this.workflowType;
    return `DecisionTask('${this.workflowExecution.workflowId}', '${name}', '${version}', ${this.startedEventId})`;
  }
}
