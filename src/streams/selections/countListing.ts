import { count, filter, map, type Observable } from 'rxjs';
import type { Domain } from '../../models/index.js';
import type { Count } from '../../values/index.js';
import { WorkflowExecutionQuerySet } from '../querysets/WorkflowExecutionQuerySet.js';
import type { FilteredListing } from './listingsOf.js';

/** Largest page of a listing. */
const largestPage = 1_000;

/** Counts the selected executions of a listing. SWF counts what it can filter; everything else is listed. */
export function countListing(
  domain: Domain,
  { filter: wanted, matches, isExact }: FilteredListing,
): Observable<Count> {
  const executions = new WorkflowExecutionQuerySet(domain);
  if (isExact) return executions.count(wanted);
  return executions.filter({ ...wanted, pageSize: largestPage }).pipe(
    filter(matches),
    count(),
    map(count => ({ count, truncated: false })),
  );
}
