import {
  CountPendingDecisionTasksCommand,
  type Decision,
  type HistoryEvent,
  PollForDecisionTaskCommand,
  type DecisionTask as SdkDecisionTask,
} from '@aws-sdk/client-swf';
import { map, type Observable, of, switchMap } from 'rxjs';
import {
  collectHistory,
  type DecisionOptions,
  DecisionTask,
  defined,
  respondDecisions,
} from '../models/index.js';
import { longPollTimeout, paginate, request, required, retryTransient } from '../requests/index.js';
import { Actor } from './Actor.js';
import { type Count, toCount } from './Count.js';

/**
 * Polls a task list for decision tasks, each with its whole history, however many pages. See {@link Actor} for
 * what all actors do, and `decide` for the operator that decides and answers.
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
  /** Polls once (`PollForDecisionTask`): a task with its whole history, or `undefined` when SWF had none for 60 s. */
  override poll(taskList = this.taskList): Observable<DecisionTask | undefined> {
    return this.#pollPage(taskList).pipe(
      switchMap(first => (first.taskToken ? this.#complete(first, taskList) : of(undefined))),
    );
  }

  /** How many tasks wait in the list (`CountPendingDecisionTasks`). */
  override pending(taskList = this.taskList): Observable<Count> {
    const { domain } = this;
    return request(domain.client, CountPendingDecisionTasksCommand, {
      domain: domain.name,
      taskList: { name: taskList },
    }).pipe(map(toCount));
  }

  /** Answers a task with decisions, as `task.complete` does. */
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

  #pollPage(taskList: string, nextPageToken?: string): Observable<SdkDecisionTask> {
    const { domain, identity } = this;
    return request(
      domain.client,
      PollForDecisionTaskCommand,
      { domain: domain.name, taskList: { name: taskList }, identity, ...defined({ nextPageToken }) },
      { requestTimeout: longPollTimeout },
    );
  }

  /** The task of a first page, when all the pages behind it are there. */
  #complete(first: SdkDecisionTask, taskList: string): Observable<DecisionTask> {
    const pages$ = paginate<HistoryEvent, readonly HistoryEvent[]>(
      token =>
        // The task is ours already: a fault costs another try for the page, not the task.
        (token === undefined
          ? of(first)
          : this.#pollPage(taskList, token).pipe(retryTransient(this.backoff))
        ).pipe(map(({ events, nextPageToken }) => ({ items: required(events, 'events'), nextPageToken }))),
      page => [page.items],
    );
    return pages$.pipe(
      collectHistory(this.domain),
      map(history => new DecisionTask(this.domain, first, history, this.observer)),
    );
  }
}
