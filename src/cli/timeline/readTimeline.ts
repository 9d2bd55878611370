import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  expand,
  from,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  of,
  throwError,
  toArray,
} from 'rxjs';
import type { History } from '../../history/index.js';
import { WorkflowExecution } from '../../models/index.js';
import { DoesNotExistError, isInstance } from '../../requests/index.js';
import { type Timeline, timelineOf } from '../../timeline/index.js';

/** Options of {@link readTimeline}. */
export interface ReadOptions {
  /** True to read the histories of children too, and of their children. */
  readonly children: boolean;
  /** Time at which open spans end. */
  readonly now: Date;
  /** Largest number of runs of children that are read. */
  readonly limit: number;
  /** Called once if there are more. */
  readonly onLimit: () => void;
}

/** Most histories that are read at the same time, for each execution. */
const concurrency = 5;

/** Reads the history of a run, and those of its children if wanted. Emits the timeline. */
export const readTimeline = (run: WorkflowExecution, options: ReadOptions): Observable<Timeline> =>
  defer(() => timelineIn(run, options, new RunBudget(`${run.runId}`, options)));

/** The runs that were read. No run is read twice, and no more than the limit of those of children. */
class RunBudget {
  readonly #runIds: Set<string>;
  readonly #options: ReadOptions;
  #isFull = false;

  constructor(first: string, options: ReadOptions) {
    this.#runIds = new Set([first]);
    this.#options = options;
  }

  /** Returns whether a run may be read. */
  allows(runId: string): boolean {
    if (this.#runIds.has(runId)) return false;
    if (this.#runIds.size <= this.#options.limit) {
      this.#runIds.add(runId);
      return true;
    }
    if (!this.#isFull) this.#options.onLimit();
    this.#isFull = true;
    return false;
  }
}

function timelineIn(run: WorkflowExecution, options: ReadOptions, budget: RunBudget): Observable<Timeline> {
  const { domain, workflowId, runId } = run;
  const ids = { domain: domain.name, workflowId, runId, now: options.now };
  return run
    .history()
    .pipe(
      concatMap(history =>
        (options.children ? childrenOf(run, history, options, budget) : of([])).pipe(
          map(children => timelineOf(history, { ...ids, children })),
        ),
      ),
    );
}

/** Reads the timelines of all runs of the children that a history has started. */
function childrenOf(
  { domain }: WorkflowExecution,
  history: History,
  options: ReadOptions,
  budget: RunBudget,
): Observable<readonly Timeline[]> {
  const readRun = (workflowId: string, runId: string): Observable<Timeline> =>
    budget.allows(runId)
      ? timelineIn(new WorkflowExecution({ domain, workflowId, runId }), options, budget).pipe(unlessGone())
      : EMPTY;
  return from(history.filter({ name: 'ChildWorkflowExecutionStarted' })).pipe(
    mergeMap(({ attributes: { workflowExecution } }) => {
      const { workflowId, runId } = workflowExecution ?? {};
      if (workflowId === undefined || runId === undefined) return EMPTY;
      // A child that continues as new has further runs, which the history of its parent doesn't name.
      return readRun(workflowId, runId).pipe(
        expand(({ continuedAs }) => (continuedAs === undefined ? EMPTY : readRun(workflowId, continuedAs))),
      );
    }, concurrency),
    toArray(),
  );
}

/** Completes for a run whose retention period has passed. */
const unlessGone = (): MonoTypeOperatorFunction<Timeline> =>
  catchError((error: unknown) => (isInstance(error, DoesNotExistError) ? EMPTY : throwError(() => error)));
