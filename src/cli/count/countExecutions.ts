import { count, filter, forkJoin, map, type Observable, tap } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import type { FilterOptions } from '../executions/FilterOptions.js';
import { type FilteredListing, listingsOf } from '../executions/listingsOf.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { type CountRecord, countView } from './view.js';

/** Counts the executions of a selection by state. */
export function countExecutions(context: CommandContext, options: FilterOptions): Observable<unknown> {
  const domain = domainOf(context.connection);
  return forkJoin(byState(options).map(listing => countOf(domain, listing))).pipe(
    tap(records => printRecords(context, records, look => countView(records, look))),
  );
}

/** Asks for each close status by itself where SWF can count so: not together with an id, a type or a tag. */
function byState(options: FilterOptions): readonly FilteredListing[] {
  const { workflowId, type, tag } = options;
  const listings = listingsOf(options);
  const isPlain = workflowId === undefined && type === undefined && tag === undefined;
  if (!isPlain) return listings;
  return listings.flatMap(listing =>
    listing.filter.status === 'CLOSED' && listing.filter.closeStatus === undefined
      ? closedListings(options)
      : [listing],
  );
}

const closedListings = ({ since, until, open, closed }: FilterOptions): readonly FilteredListing[] => {
  const times = { ...(since && { since }), ...(until && { until }) };
  const each = listingsOf({
    ...times,
    completed: true,
    failed: true,
    timedOut: true,
    canceled: true,
    terminated: true,
    continuedAsNew: true,
    // Beside open executions, the times are those of starts.
    ...((open || !closed) && { open: true }),
  });
  return each.filter(({ filter: { status } }) => status === 'CLOSED');
};

/** SWF counts what it can filter; everything else is listed and counted here. */
function countOf(
  domain: Domain,
  { filter: wanted, matches, isExact }: FilteredListing,
): Observable<CountRecord> {
  const executions = new WorkflowExecutionQuerySet(domain);
  const state = (wanted.closeStatus ?? wanted.status ?? 'OPEN').toLowerCase().replaceAll('_', ' ');
  const count$ = isExact
    ? executions.count(wanted)
    : executions.filter({ ...wanted, pageSize: 1_000 }).pipe(
        filter(matches),
        count(),
        map(count => ({ count, truncated: false })),
      );
  return count$.pipe(map(({ count, truncated }) => ({ state, count, truncated })));
}
