import {
  CountPendingDecisionTasksCommand,
  type Decision,
  PollForDecisionTaskCommand,
  type DecisionTask as SdkDecisionTask,
} from '@aws-sdk/client-swf';
import { asyncScheduler, catchError, map, type Observable, of, switchMap, tap, throwError } from 'rxjs';
import type { History } from '../../history/index.js';
import type { DomainOrName } from '../../models/index.js';
import {
  checkOptions,
  DoesNotExistError,
  enduringBackoff,
  InvalidArgumentError,
  isInstance,
  longPoll,
  ResponseError,
  request,
  requireMember,
  retryTransient,
} from '../../requests/index.js';
import { type Count, type ExecutionId, executionId, omitUndefined, toCount } from '../../values/index.js';
import { Actor } from './Actor.js';
import { type ActorOptions, actorOptions } from './ActorOptions.js';
import { type CacheOptions, KeptHistories } from './decide/KeptHistories.js';
import { pagesAhead } from './decide/pagesAhead.js';
import { type Reading, readHistory } from './decide/readHistory.js';
import { holdsTask } from './polling/holdsTask.js';
import { DecisionTask } from './tasks/DecisionTask.js';
import { type DecisionOptions, respondDecisions } from './tasks/responses.js';

/** Options of a {@link Decider}. */
export interface DeciderOptions extends ActorOptions {
  /**
   * Limits of the cache for histories of open executions, or `false` to disable it. With the cache, a task
   * brings only its new events, and `GetWorkflowExecutionHistory` must be permitted; without it, each task
   * brings all events. @defaultValue 1 000 executions, 100 000 events
   */
  readonly cache?: CacheOptions | false;
}

/**
 * Polls task lists for decision tasks, each with its whole history, however many pages it has. See
 * {@link Actor} for the behavior of all actors, and `decide` for the operator that decides and answers.
 *
 * @example
 * ```ts
 * import { completeWorkflowExecution, Decider, decide } from 'rx-swf';
 *
 * new Decider('media', 'decisions')
 *   .pipe(decide(({ history }) => (history.signals.length > 0 ? [completeWorkflowExecution()] : [])))
 *   .subscribe();
 * ```
 */
export class Decider extends Actor<DecisionTask> {
  readonly #kept: KeptHistories | undefined;

  constructor(domain: DomainOrName, taskLists: string | readonly string[], options: DeciderOptions = {}) {
    checkOptions(new.target.name, options, { ...actorOptions, cache: true });
    const { cache = {}, ...others } = options;
    super(domain, taskLists, others);
    this.#kept = cache === false ? undefined : new KeptHistories(cache);
  }

  /**
   * Polls once (`PollForDecisionTask`). Emits a task with its whole history, or `undefined` if SWF had none
   * for 60 s.
   */
  override poll(taskList = this.taskList): Observable<DecisionTask | undefined> {
    return this.#pollPage(taskList).pipe(
      switchMap(first => (holdsTask(first) ? this.#task(first, taskList) : of(undefined))),
    );
  }

  /** @internal */
  protected override get isGradual(): boolean {
    return true;
  }

  /** Counts the tasks waiting in the list (`CountPendingDecisionTasks`). */
  override pending(taskList = this.taskList): Observable<Count> {
    const { domain } = this;
    return request(domain.client, CountPendingDecisionTasksCommand, {
      domain: domain.name,
      taskList: { name: taskList },
    }).pipe(map(toCount));
  }

  /** Answers a task with decisions, like `task.complete`. */
  complete(
    taskToken: string,
    decisions: readonly Decision[] = [],
    options: DecisionOptions = {},
  ): Observable<void> {
    return (
      this.held(taskToken)?.complete(decisions, options) ??
      respondDecisions(this.domain, taskToken, decisions, options)
    );
  }

  /** @internal Reads the history of a task, extending the cached one, and caches the result. */
  protected history(reading: Reading): Observable<History> {
    const { runId } = reading.execution;
    return readHistory(reading, this.#kept?.get(runId)).pipe(
      tap(history => this.#kept?.keep(runId, history)),
    );
  }

  #pollPage(taskList: string, nextPageToken?: string): Observable<SdkDecisionTask> {
    const { domain, identity } = this;
    return request(
      domain.client,
      PollForDecisionTaskCommand,
      {
        domain: domain.name,
        taskList: { name: taskList },
        identity,
        ...omitUndefined({ nextPageToken, startAtPreviousStartedEvent: this.#kept && true }),
      },
      longPoll,
    );
  }

  /**
   * Builds the task of a first page once its whole history has been read. Emits `undefined` if the task is
   * gone by then.
   */
  #task(first: SdkDecisionTask, taskList: string): Observable<DecisionTask | undefined> {
    const { domain } = this;
    // SWF has already handed out the task, so a transient error must cost only a retry of the page, not the
    // task.
    const backoff = enduringBackoff(domain.client, this.backoff);
    const execution = executionId(first.workflowExecution);
    const page = ({ events, nextPageToken }: SdkDecisionTask) => ({
      items: requireMember(events, 'events'),
      nextPageToken,
    });
    const pages$ = pagesAhead(
      token =>
        (token === undefined
          ? of(first)
          : this.#pollPage(taskList, token).pipe(retryTransient(backoff))
        ).pipe(map(page)),
      backoff.scheduler ?? asyncScheduler,
    );
    return this.history({
      domain,
      execution,
      startedEventId: requireMember(first.startedEventId, 'startedEventId'),
      previousStartedEventId: first.previousStartedEventId ?? 0,
      first: page(first).items,
      pages$,
      backoff,
    }).pipe(
      map(
        history =>
          new DecisionTask(domain, first, history, this.observer, () => this.#kept?.drop(execution.runId)),
      ),
      catchError((error: unknown) => {
        if (isInstance(error, DoesNotExistError)) return of(undefined);
        return throwError(() =>
          isInstance(error, InvalidArgumentError) ? givenUp(execution, error) : error,
        );
      }),
    );
  }
}

/**
 * Wraps the error of an expired page token. Transient: only this task is given up, and the actor continues.
 */
function givenUp({ workflowId }: ExecutionId, cause: InvalidArgumentError): ResponseError {
  return new ResponseError(
    `A decision task of "${workflowId}" was given up, and SWF times it out: its history cannot be read to the end (${cause.message})`,
    { cause, kind: 'TaskGivenUp', resource: `workflowId: ${workflowId}`, transient: true },
  );
}
