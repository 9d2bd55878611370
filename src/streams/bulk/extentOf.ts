import { forkJoin, map, type Observable } from 'rxjs';
import type { Domain, WorkflowExecution } from '../../models/index.js';
import type { Count } from '../../values/index.js';
import { countListing } from '../selections/countListing.js';
import type { ExecutionSelection } from '../selections/ExecutionSelection.js';
import { listingsOf } from '../selections/listingsOf.js';
import { selectExecutions } from '../selections/selectExecutions.js';

/** The extent of a selection. */
export interface Extent {
  readonly count: Count;
  /** The newest executions. */
  readonly sample: readonly WorkflowExecution[];
}

/** Counts the executions of a selection, and lists the newest. */
export const extentOf = (
  domain: Domain,
  selection: ExecutionSelection,
  sampleSize: number,
): Observable<Extent> =>
  forkJoin({
    count: forkJoin(listingsOf(selection).map(listing => countListing(domain, listing))).pipe(
      map(counts => ({
        count: counts.reduce((sum, { count }) => sum + count, 0),
        truncated: counts.some(({ truncated }) => truncated),
      })),
    ),
    sample: selectExecutions(domain, selection, sampleSize),
  });
