import type { Decision, DecisionTask as SdkDecisionTask } from '@aws-sdk/client-swf';
import { type MonoTypeOperatorFunction, type Observable, tap } from 'rxjs';
import { isClosingDecision } from '../../../decisions/index.js';
import type { History } from '../../../history/index.js';
import type { Domain } from '../../../models/index.js';
import { type TypeId, typeId } from '../../../values/index.js';
import { type DecisionOptions, respondDecisions } from './responses.js';
import { Task, type TaskObserver } from './Task.js';

/**
 * A turn of a decider: the history of an execution, and the right to decide what comes next. It arrives with
 * its whole history. Once it is closed by an answer, a timeout or the end of its execution, {@link complete}
 * errors with `DoesNotExistError`.
 */
export class DecisionTask extends Task {
  readonly workflowType: TypeId;
  /** Started event id of the last answered task; 0 for the first. Later events are new. */
  readonly previousStartedEventId: number;
  readonly history: History;
  readonly #onClose: (() => void) | undefined;

  /**
   * @param onClose - called when an answer to this task has closed the execution, judging by its decisions
   */
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
   * Answers with decisions (`RespondDecisionTaskCompleted`): at most 100, and none after one that closes the
   * execution. Emits once SWF has carried them out. Errors with `InvalidArgumentError` if there are more or
   * SWF refuses them; the task then stays open.
   *
   * @throws `InvalidArgumentError` for an option that SWF would refuse
   */
  complete(decisions: readonly Decision[] = [], options: DecisionOptions = {}): Observable<void> {
    return this.#respond(decisions, options, this.answers('completed'));
  }

  /**
   * @internal Answers like {@link complete}, with decisions that only record that nothing could be decided. The task is
   * reported as failed.
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
    const closes = decisions.some(isClosingDecision);
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
