import { forkJoin, map, mergeMap, type Observable, of, toArray } from 'rxjs';
import type { ChildExecution, History } from '../../history/index.js';
import { serviceNow } from '../../requests/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { type Count, type ExecutionId, executionId } from '../../values/index.js';
import type { Thresholds } from '../data/Evidence.js';
import type { ExplanationData, ListenedSignals } from '../data/ExplanationData.js';
import type { SignalListeners } from '../data/SignalListeners.js';
import type { ListKey, UnknownFact } from '../data/TaskListReport.js';
import { mergeTaken, takenTasks } from '../data/takenTasks.js';
import { explainWith } from '../explanation/explainWith.js';
import { listReports } from '../waits/listReports.js';
import { isIgnored, type UnclaimedTask, unclaimedTasks } from '../waits/unclaimedTasks.js';
import { orUnknown, type PacedCalls } from './PacedCalls.js';
import { type ReadExecution, readExecution } from './readExecution.js';
import { SampledTasks } from './SampledTasks.js';
import { TaskListCounts } from './TaskListCounts.js';

/** Bounds of an explanation, and what it is told beside the answers of SWF. */
export interface ExplainingOptions extends Required<Thresholds> {
  readonly depth: number;
  readonly children: number;
  readonly sample: number;
  readonly listeners: SignalListeners | undefined;
}

/** Most children that are explained at once. */
const concurrency = 4;

/** Explains one execution and its children. Questions that concern several of them are asked once. */
export class Explaining {
  readonly #calls: PacedCalls;
  readonly #options: ExplainingOptions;
  readonly #counts: TaskListCounts;
  readonly #samples: SampledTasks;
  /** Number of children that may still be explained. */
  #left: number;

  constructor(calls: PacedCalls, options: ExplainingOptions) {
    this.#calls = calls;
    this.#options = options;
    this.#counts = new TaskListCounts(calls);
    this.#samples = new SampledTasks(calls, options.sample);
    this.#left = options.children;
  }

  /** Explains a run, and its children down to a depth. */
  explain(execution: ExecutionId, depth = this.#options.depth): Observable<ExplanationData> {
    return readExecution(this.#calls, execution, this.#options.listeners !== undefined).pipe(
      mergeMap(read => {
        const now = new Date(serviceNow(this.#calls.domain.client));
        return forkJoin([this.#lists(read, execution.runId, now), this.#children(read.history, depth)]).pipe(
          map(([lists, children]) =>
            explainWith(read.history, {
              ...this.#options,
              now,
              execution: { ...read.facts, ...execution },
              lists,
              children,
              listening: this.#listening(read.history, execution),
            }),
          ),
        );
      }),
    );
  }

  #lists({ history, facts }: ReadExecution, runId: string, now: Date) {
    const tasks = history.finished ? [] : unclaimedTasks(history);
    if (tasks.length === 0) return of(listReports(history, new Map()));
    const own = takenTasks(history);
    const reports = listReports(history, own);
    const isOpenQuestion = tasks.some(({ key, since }) =>
      isIgnored(since, reports.get(key), now, this.#options),
    );
    const workflowType = history.execution.workflowType ?? facts.workflowType;
    const sample$ =
      isOpenQuestion && workflowType !== undefined
        ? this.#samples.of(workflowType, runId)
        : of({ taken: new Map(), size: 0 });
    return forkJoin([this.#pending(tasks), sample$]).pipe(
      map(([pending, { taken, size }]) => listReports(history, mergeTaken([own, taken]), pending, size)),
    );
  }

  #pending(tasks: readonly UnclaimedTask[]): Observable<Map<ListKey, Count | UnknownFact>> {
    const keys = [...new Set(tasks.map(({ key }) => key))];
    return forkJoin(
      keys.map(key =>
        this.#counts.of(key).pipe(map((count): [ListKey, Count | UnknownFact] => [key, count])),
      ),
    ).pipe(map(counts => new Map(counts)));
  }

  #children(history: History, depth: number): Observable<Map<number, ExplanationData | UnknownFact>> {
    const started = history.finished ? [] : history.childExecutions.started;
    return of(...started).pipe(
      mergeMap(
        child =>
          this.#child(child, depth).pipe(
            map((found): [number, ExplanationData | UnknownFact] => [child.eventId, found]),
          ),
        concurrency,
      ),
      toArray(),
      map(found => new Map(found)),
    );
  }

  #child(
    { id: workflowId, runId }: ChildExecution,
    depth: number,
  ): Observable<ExplanationData | UnknownFact> {
    const { depth: deepest, children } = this.#options;
    if (depth === 0) return of({ notKnown: `only ${deepest} levels of children are looked at (depth)` });
    if (this.#left === 0) return of({ notKnown: `only ${children} children are looked at (children)` });
    if (runId === undefined) return of({ notKnown: 'its run id is not in the history' });
    this.#left -= 1;
    return this.explain({ workflowId, runId }, depth - 1).pipe(
      // The parent's history names the first run of a child that has continued as new.
      mergeMap(found =>
        found.ending?.status === 'CONTINUED_AS_NEW' ? this.#openRun(workflowId, depth - 1) : of(found),
      ),
      orUnknown(),
    );
  }

  #openRun(workflowId: string, depth: number): Observable<ExplanationData> {
    return new WorkflowExecutionQuerySet(this.#calls.domain).get(workflowId).pipe(
      this.#calls.paced('DescribeWorkflowExecution'),
      mergeMap(run => this.explain(executionId(run), depth)),
    );
  }

  #listening(history: History, execution: ExecutionId): ListenedSignals | UnknownFact {
    const { listeners } = this.#options;
    if (listeners === undefined) return { notKnown: 'its code was not given' };
    const { workflowType } = history.execution;
    if (history.finished || workflowType === undefined) return { notKnown: 'it is closed' };
    const { name: domain, dataConverter: converter } = this.#calls.domain;
    return (
      listeners(history, { domain, execution, workflowType, converter }) ?? {
        notKnown: `its code was not given (${workflowType.name}@${workflowType.version})`,
      }
    );
  }
}
