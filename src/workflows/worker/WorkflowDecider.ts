import { map, type Observable, toArray } from 'rxjs';
import { adoptEvent, History } from '../../history/index.js';
import type { DomainOrName } from '../../models/index.js';
import { ResponseError, type Retry } from '../../requests/index.js';
import { countDecisionTasks } from '../../streams/actors/decide/countDecisionTasks.js';
import { type PolledTask, pollDecisionTask } from '../../streams/actors/decide/pollDecisionTask.js';
import { readHistory } from '../../streams/actors/decide/readHistory.js';
import { Actor, type ActorOptions } from '../../streams/index.js';
import type { Count } from '../../values/index.js';
import type { Run } from '../replay/Run.js';
import type { RunCache } from './RunCache.js';
import { WorkflowTask } from './WorkflowTask.js';

/** The preparation step before a worker's first poll. */
export type Prepare = (onRetry: (retry: Retry) => void) => Observable<unknown>;

/**
 * A decider whose tasks have the run that is in memory and only its new events, or else the whole history.
 */
export class WorkflowDecider extends Actor<WorkflowTask> {
  readonly #runs: RunCache;
  readonly #prepare: Prepare;

  constructor(
    domain: DomainOrName,
    taskLists: readonly string[],
    options: ActorOptions,
    runs: RunCache,
    prepare: Prepare,
  ) {
    super(domain, taskLists, options);
    this.#runs = runs;
    this.#prepare = prepare;
  }

  override poll(taskList = this.taskList): Observable<WorkflowTask | undefined> {
    const { domain, identity, backoff } = this;
    return pollDecisionTask({ domain, identity, backoff, taskList, onlyNew: true }, task => this.#read(task));
  }

  override pending(taskList = this.taskList): Observable<Count> {
    return countDecisionTasks(this.domain, taskList);
  }

  protected override get isGradual(): boolean {
    return true;
  }

  protected override prepare(onRetry: (retry: Retry) => void): Observable<unknown> {
    return this.#prepare(onRetry);
  }

  #read(polled: PolledTask): Observable<WorkflowTask> {
    const run = this.#runs.take(polled.execution.runId);
    const kept = run !== undefined && isContinued(run, polled) ? run : undefined;
    const history$ = kept === undefined ? readHistory(polled) : newEvents(polled);
    return history$.pipe(map(history => new WorkflowTask(polled, history, this.observer, kept)));
  }
}

/** Returns whether no decision was made elsewhere in the meantime and no event is missing. */
function isContinued(
  { decidedEventId, lastEventId }: Run,
  { previousStartedEventId, first }: PolledTask,
): boolean {
  return (
    decidedEventId === previousStartedEventId &&
    (first[0]?.eventId ?? Number.POSITIVE_INFINITY) <= lastEventId + 1
  );
}

/** Reads the events that came with a task. */
function newEvents({ domain, startedEventId, pages$ }: PolledTask): Observable<History> {
  return pages$.pipe(
    toArray(),
    map(pages => {
      const history = History.from(
        pages.flatMap(page => page.map(adoptEvent)),
        { converter: domain.dataConverter },
      );
      if (history.last?.id !== startedEventId) throw incomplete(history, startedEventId);
      return history;
    }),
  );
}

function incomplete({ last }: History, startedEventId: number): ResponseError {
  return new ResponseError(
    `The history is incomplete: expected event ${startedEventId} at its end, got event ${last?.id}`,
    { kind: 'IncompleteHistory', transient: true },
  );
}
