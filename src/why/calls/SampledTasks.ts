import { concat, distinct, map, mergeMap, type Observable, of, shareReplay, take, toArray } from 'rxjs';
import { adoptEvent, History } from '../../history/index.js';
import { fetchHistoryPage, type WorkflowExecution } from '../../models/index.js';
import { type ExecutionFilter, WorkflowExecutionQuerySet } from '../../streams/index.js';
import { type TypeId, typeKey } from '../../values/index.js';
import {
  isUnknown,
  type ListKey,
  type TakenTasks,
  type TaskListReport,
  type UnknownFact,
} from '../data/TaskListReport.js';
import { mergeTaken, takenTasks } from '../data/takenTasks.js';
import type { PacedCalls } from './PacedCalls.js';

/** Tasks that other executions show to be taken. */
export interface Sample {
  readonly taken: ReadonlyMap<ListKey, TakenTasks>;
  /** Number of executions that were looked at, or why there are none. */
  readonly size: TaskListReport['sample'];
}

/** Most events of an execution that are read, from the end of its history. */
const mostEvents = 100;
/** Days to which SWF keeps closed executions at most. */
const longestRetention = 90;
/** Most histories that are read at once. */
const concurrency = 4;

/** An execution whose latest events were read. */
interface SampledExecution {
  readonly runId: string | undefined;
  readonly taken: ReadonlyMap<ListKey, TakenTasks>;
}

/**
 * Looks at the newest executions, most of them of a type, for tasks that were taken from task lists. Each type is looked
 * at once.
 */
export class SampledTasks {
  readonly #calls: PacedCalls;
  readonly #size: number;
  readonly #answers = new Map<string, Observable<readonly (SampledExecution | UnknownFact)[]>>();

  constructor(calls: PacedCalls, size: number) {
    this.#calls = calls;
    this.#size = size;
  }

  /**
   * Returns what other executions of a type show.
   *
   * @param runId - the run that is being explained, which is left out
   */
  of(workflowType: TypeId, runId: string): Observable<Sample> {
    return this.#answersFor(workflowType).pipe(
      map(answers => {
        const others = answers.flatMap(answer =>
          isUnknown(answer) || answer.runId === runId ? [] : [answer.taken],
        );
        const refusal = answers.find(isUnknown);
        return { taken: mergeTaken(others), size: others.length === 0 && refusal ? refusal : others.length };
      }),
    );
  }

  #answersFor(workflowType: TypeId): Observable<readonly (SampledExecution | UnknownFact)[]> {
    if (this.#size === 0) return of([]);
    const key = typeKey(workflowType);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answers = this.#read(workflowType).pipe(shareReplay({ bufferSize: 1, refCount: true }));
    this.#answers.set(key, answers);
    return answers;
  }

  /** A third each of open and closed ones of the type, and of closed ones of any type. */
  #read({ name, version }: TypeId): Observable<readonly (SampledExecution | UnknownFact)[]> {
    const workflowType = { name, version };
    const closed = { status: 'CLOSED', closeOldestDate: longestRetention } as const;
    return concat(
      this.#list('ListOpenWorkflowExecutions', { workflowType }),
      this.#list('ListClosedWorkflowExecutions', { workflowType, ...closed }),
      this.#list('ListClosedWorkflowExecutions', closed),
    ).pipe(
      mergeMap(listed => (isUnknown(listed) ? [listed] : listed)),
      distinct(listed => (isUnknown(listed) ? listed : listed.runId)),
      take(this.#size),
      mergeMap(listed => (isUnknown(listed) ? of(listed) : this.#latestTaken(listed)), concurrency),
      toArray(),
    );
  }

  #list(
    operation: 'ListOpenWorkflowExecutions' | 'ListClosedWorkflowExecutions',
    filter: ExecutionFilter,
  ): Observable<readonly WorkflowExecution[] | UnknownFact> {
    const pageSize = Math.ceil(this.#size / 3);
    return new WorkflowExecutionQuerySet(this.#calls.domain)
      .filter({ ...filter, pageSize })
      .pipe(take(pageSize), toArray(), this.#calls.optional(operation));
  }

  #latestTaken(execution: WorkflowExecution): Observable<SampledExecution | UnknownFact> {
    const { runId } = execution;
    const options = { reverseOrder: true, pageSize: mostEvents };
    return fetchHistoryPage(this.#calls.domain, execution, options, undefined).pipe(
      map(({ items }) => ({ runId, taken: takenTasks(History.from(items.map(adoptEvent).reverse())) })),
      this.#calls.optional('GetWorkflowExecutionHistory'),
    );
  }
}
