import equal from 'fast-deep-equal';
import { combineLatest, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Domain } from '../../models/index.js';
import type { Count } from '../../values/index.js';
import { WorkflowExecutionQuerySet } from '../querysets/WorkflowExecutionQuerySet.js';
import { byState, type StateCount, stateOf } from './countByState.js';
import type { ExecutionSelection } from './ExecutionSelection.js';
import type { FilteredListing } from './listingsOf.js';
import type { ExecutionWatch } from './selectExecutions.js';

/** Milliseconds between two counts, and between two listings where SWF can't count. */
const intervals = { count: 10_000, list: 30_000 };

/** Most executions that are listed where SWF can't count. */
const mostListed = 10_000;

/** Watches the numbers of executions of a selection by state. Emits them at first, and then with each change. */
export const watchCounts = (
  domain: Domain,
  selection: ExecutionSelection,
  live: ExecutionWatch = {},
): Observable<readonly StateCount[]> =>
  combineLatest(
    byState(selection).map(listing =>
      watchCount(new WorkflowExecutionQuerySet(domain), listing, live).pipe(
        map(count => ({ state: stateOf(listing), ...count })),
      ),
    ),
  ).pipe(distinctUntilChanged(equal));

function watchCount(
  executions: WorkflowExecutionQuerySet,
  { filter, matches, isExact }: FilteredListing,
  live: ExecutionWatch,
): Observable<Count> {
  const query = executions.filter(filter);
  if (isExact) return query.liveCount({ ...live, interval: intervals.count });
  return query.live({ ...live, interval: intervals.list, limit: mostListed }).pipe(
    map(({ items }) => ({
      count: items.filter(matches).length,
      truncated: items.length >= mostListed,
    })),
  );
}
