import { combineLatest, filter, forkJoin, map, type Observable, take, toArray } from 'rxjs';
import type { Domain, WorkflowExecution } from '../../models/index.js';
import type { LiveOptions } from '../querysets/live/LiveItems.js';
import { WorkflowExecutionQuerySet } from '../querysets/WorkflowExecutionQuerySet.js';
import type { ExecutionSelection } from './ExecutionSelection.js';
import { type FilteredListing, listingsOf } from './listingsOf.js';

/** Options of a watch of executions. */
export type ExecutionWatch = Pick<LiveOptions, 'scheduler' | 'onRetry' | 'onRecovered'>;

/** Largest page of a listing. */
const largestPage = 1_000;

/** Lists the newest executions of a selection, open and closed ones as one. Reads no more pages than necessary. */
export const selectExecutions = (
  domain: Domain,
  options: ExecutionSelection,
  limit: number,
): Observable<readonly WorkflowExecution[]> => {
  const executions = new WorkflowExecutionQuerySet(domain);
  return forkJoin(
    listingsOf(options).map(({ filter: wanted, matches, isExact }) =>
      executions
        .filter({ ...wanted, pageSize: isExact ? Math.min(limit, largestPage) : largestPage })
        .pipe(filter(matches), take(limit), toArray()),
    ),
  ).pipe(map(lists => newest(lists, options, limit)));
};

/** Watches the newest executions of a selection. Emits them at first, and then with each change. */
export const watchExecutions = (
  domain: Domain,
  options: ExecutionSelection,
  limit: number,
  live: ExecutionWatch = {},
): Observable<readonly WorkflowExecution[]> => {
  const executions = new WorkflowExecutionQuerySet(domain);
  return combineLatest(
    listingsOf(options).map(({ filter: wanted, matches, isExact }) =>
      executions
        .filter(wanted)
        .live({ ...live, limit: isExact ? limit : Math.max(limit, largestPage), interval: 5_000 })
        .pipe(map(({ items }) => items.filter(matches))),
    ),
  ).pipe(map(lists => newest(lists, options, limit)));
};

function newest(
  lists: readonly (readonly WorkflowExecution[])[],
  options: ExecutionSelection,
  limit: number,
): readonly WorkflowExecution[] {
  const isByClose = listingsOf(options).every(isRangeOfCloseTimes);
  const timeOf = ({ startTimestamp, closeTimestamp }: WorkflowExecution) =>
    (isByClose ? closeTimestamp : startTimestamp)?.getTime() ?? 0;
  return eachOnce(lists.flat())
    .sort((a, b) => timeOf(b) - timeOf(a))
    .slice(0, limit);
}

/** An execution that closes between the calls, or between two polls, is in both listings: it is closed. */
function eachOnce(executions: readonly WorkflowExecution[]): WorkflowExecution[] {
  const runs = new Map<string, WorkflowExecution>();
  for (const execution of executions) {
    const key = `${execution.workflowId}\n${execution.runId}`;
    if (execution.status === 'CLOSED' || !runs.has(key)) runs.set(key, execution);
  }
  return [...runs.values()];
}

const isRangeOfCloseTimes = ({ filter: { closeOldestDate, closeLatestDate } }: FilteredListing): boolean =>
  closeOldestDate !== undefined || closeLatestDate !== undefined;
