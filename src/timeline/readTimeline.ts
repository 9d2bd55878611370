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
import type { History } from '../history/index.js';
import { isInstance } from '../requests/descriptions/isError.js';
import { DoesNotExistError } from '../requests/errors/SwfError.js';
import type { ExecutionId } from '../values/index.js';
import type { Timeline } from './model/Timeline.js';
import { timelineOf } from './timelineOf.js';

/** Options of {@link readTimeline}. */
export interface ReadOptions {
  /** Domain of the executions. */
  readonly domain: string;
  /** Reads the history of a run. */
  readonly read: (run: ExecutionId) => Observable<History>;
  /** True to read the histories of children too, and of their children. */
  readonly children: boolean;
  /** Time at which open spans end. */
  readonly now: Date;
  /** Largest number of runs of children that are read. */
  readonly limit: number;
  /** Largest depth of children that are read: 1 for those of the run only. @defaultValue no limit */
  readonly depth?: number;
  /** Called once if there are more runs than the limit. */
  readonly onLimit?: () => void;
  /** Maximum number of characters of an input, a result or details. @defaultValue as of `timelineOf()` */
  readonly payloadLength?: number | undefined;
}

/** Most histories that are read at the same time, for each execution. */
const concurrency = 5;

/** Reads the history of a run, and those of its children if wanted. Emits the timeline. */
export const readTimeline = (run: ExecutionId, options: ReadOptions): Observable<Timeline> =>
  defer(() => timelineIn(run, options, new RunBudget(run.runId, options), 1));

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
    if (!this.#isFull) this.#options.onLimit?.();
    this.#isFull = true;
    return false;
  }
}

function timelineIn(
  run: ExecutionId,
  options: ReadOptions,
  budget: RunBudget,
  depth: number,
): Observable<Timeline> {
  const { domain, now, payloadLength } = options;
  const wantsChildren = options.children && depth <= (options.depth ?? Number.POSITIVE_INFINITY);
  return options
    .read(run)
    .pipe(
      concatMap(history =>
        (wantsChildren ? childrenOf(history, options, budget, depth) : of([])).pipe(
          map(children => timelineOf(history, { domain, ...run, now, children, payloadLength })),
        ),
      ),
    );
}

/** Reads the timelines of all runs of the children that a history has started. */
function childrenOf(
  history: History,
  options: ReadOptions,
  budget: RunBudget,
  depth: number,
): Observable<readonly Timeline[]> {
  const readRun = (run: ExecutionId): Observable<Timeline> =>
    budget.allows(run.runId) ? timelineIn(run, options, budget, depth + 1).pipe(unlessGone()) : EMPTY;
  return from(history.filter({ name: 'ChildWorkflowExecutionStarted' })).pipe(
    mergeMap(({ attributes: { workflowExecution } }) => {
      const { workflowId, runId } = workflowExecution ?? {};
      if (workflowId === undefined || runId === undefined) return EMPTY;
      // A child that continues as new has further runs, which the history of its parent doesn't name.
      return readRun({ workflowId, runId }).pipe(
        expand(({ continuedAs }) =>
          continuedAs === undefined ? EMPTY : readRun({ workflowId, runId: continuedAs }),
        ),
      );
    }, concurrency),
    toArray(),
  );
}

/** Completes for a run whose retention period has passed. */
const unlessGone = (): MonoTypeOperatorFunction<Timeline> =>
  catchError((error: unknown) => (isInstance(error, DoesNotExistError) ? EMPTY : throwError(() => error)));
