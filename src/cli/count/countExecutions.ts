import { asyncScheduler, forkJoin, map, type Observable, repeat, type SchedulerLike, tap, timer } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { retryTransient } from '../../requests/index.js';
import { countListing } from '../executions/countListing.js';
import type { FilterOptions } from '../executions/FilterOptions.js';
import { type FilteredListing, listingsOf } from '../executions/listingsOf.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import type { CountOptions } from './command.js';
import { type CountRecord, countView } from './view.js';

/** Milliseconds between two counts of `--watch`. */
const interval = 10_000;

/** Counts the executions of a selection by state, once or again and again. */
export function countExecutions(
  context: CommandContext,
  { watch = false, ...options }: CountOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const domain = domainOf(context.connection);
  const count$ = forkJoin(byState(options).map(listing => countOf(domain, listing))).pipe(
    tap(records => printRecords(context, records, look => countView(records, look), watch)),
  );
  if (!watch) return count$;
  const { onRetry, onRecovered } = outageNotes(context.terminal);
  return count$.pipe(
    retryTransient({ scheduler, onRetry }),
    tap(onRecovered),
    repeat({ delay: () => timer(interval, scheduler) }),
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

function countOf(domain: Domain, listing: FilteredListing): Observable<CountRecord> {
  const { closeStatus, status } = listing.filter;
  const state = (closeStatus ?? status ?? 'OPEN').toLowerCase().replaceAll('_', ' ');
  return countListing(domain, listing).pipe(map(({ count, truncated }) => ({ state, count, truncated })));
}
