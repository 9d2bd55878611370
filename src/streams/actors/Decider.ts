import type { Decision } from '@aws-sdk/client-swf';
import { map, type Observable, tap } from 'rxjs';
import type { DomainOrName } from '../../models/index.js';
import { checkOptions } from '../../requests/index.js';
import type { Count } from '../../values/index.js';
import { Actor } from './Actor.js';
import { type ActorOptions, actorOptions } from './ActorOptions.js';
import { countDecisionTasks } from './decide/countDecisionTasks.js';
import { HistoryCache, type HistoryCacheOptions } from './decide/HistoryCache.js';
import { type PolledTask, pollDecisionTask } from './decide/pollDecisionTask.js';
import { readHistory } from './decide/readHistory.js';
import { DecisionTask } from './tasks/DecisionTask.js';
import { type DecisionOptions, respondDecisions } from './tasks/responses.js';

/** Options of a {@link Decider}. */
export interface DeciderOptions extends ActorOptions {
  /**
   * Limits of the cache for histories of open executions, or `false` to disable it. With the cache, a task
   * brings only its new events, and `GetWorkflowExecutionHistory` must be permitted; without it, each task
   * brings all events. @defaultValue 1 000 executions, 100 000 events
   */
  readonly cache?: HistoryCacheOptions | false;
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
  readonly #cache: HistoryCache | undefined;

  constructor(domain: DomainOrName, taskLists: string | readonly string[], options: DeciderOptions = {}) {
    checkOptions(new.target.name, options, { ...actorOptions, cache: true });
    const { cache = {}, ...others } = options;
    super(domain, taskLists, others);
    this.#cache = cache === false ? undefined : new HistoryCache(cache);
  }

  /**
   * Polls once (`PollForDecisionTask`). Emits a task with its whole history, or `undefined` if SWF had none
   * for 60 s.
   */
  override poll(taskList = this.taskList): Observable<DecisionTask | undefined> {
    const { domain, identity, backoff } = this;
    const onlyNew = this.#cache !== undefined;
    return pollDecisionTask({ domain, identity, backoff, taskList, onlyNew }, task => this.#read(task));
  }

  /** @internal */
  protected override get isGradual(): boolean {
    return true;
  }

  /** Counts the tasks waiting in the list (`CountPendingDecisionTasks`). */
  override pending(taskList = this.taskList): Observable<Count> {
    return countDecisionTasks(this.domain, taskList);
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

  /** Reads the history of a task, extending the cached one, and caches the result. */
  #read(polled: PolledTask): Observable<DecisionTask> {
    const { domain, execution, sdk } = polled;
    const { runId } = execution;
    return readHistory(polled, this.#cache?.get(runId)).pipe(
      tap(history => this.#cache?.keep(runId, history)),
      map(history => new DecisionTask(domain, sdk, history, this.observer, () => this.#cache?.drop(runId))),
    );
  }
}
