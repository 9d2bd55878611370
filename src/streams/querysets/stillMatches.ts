import type { WorkflowExecution } from '../../models/index.js';
import { type DateOrDaysAgo, type ExecutionFilter, toDate } from './executionFilter.js';

/**
 * Whether an execution that a filter has matched still does: its status has changed, or time has passed. What
 * never changes is not compared. `now` is in milliseconds.
 */
export function stillMatches(filter: ExecutionFilter, execution: WorkflowExecution, now: number): boolean {
  const { status = 'OPEN', closeStatus } = filter;
  if (status !== 'ANY' && execution.status !== status) return false;
  if (closeStatus !== undefined && execution.closeStatus !== closeStatus) return false;
  return (
    isWithin(execution.startTimestamp, filter.startOldestDate, filter.startLatestDate, now) &&
    isWithin(execution.closeTimestamp, filter.closeOldestDate, filter.closeLatestDate, now)
  );
}

function isWithin(
  time: Date | undefined,
  oldest: DateOrDaysAgo | undefined,
  latest: DateOrDaysAgo | undefined,
  now: number,
): boolean {
  if (time === undefined) return true;
  return (
    (oldest === undefined || time >= toDate(oldest, now)) &&
    (latest === undefined || time <= toDate(latest, now))
  );
}
