import type { CloseStatus } from '@aws-sdk/client-swf';
import { forkJoin, map, type Observable } from 'rxjs';
import type { Domain } from '../../models/index.js';
import type { Count } from '../../values/index.js';
import { countListing } from './countListing.js';
import type { ExecutionSelection } from './ExecutionSelection.js';
import { type FilteredListing, listingsOf } from './listingsOf.js';

/** The number of executions in a state. */
export interface StateCount extends Count {
  /** `CLOSED` counts all closed ones, where SWF can't count a close status by itself. */
  readonly state: 'OPEN' | 'CLOSED' | CloseStatus;
}

/**
 * Counts the executions of a selection by state, with one call for each. SWF counts by close status only where neither a
 * workflow id, a type nor a tag is selected.
 */
export const countByState = (
  domain: Domain,
  selection: ExecutionSelection,
): Observable<readonly StateCount[]> =>
  forkJoin(
    byState(selection).map(listing =>
      countListing(domain, listing).pipe(
        map(({ count, truncated }) => ({ state: stateOf(listing), count, truncated })),
      ),
    ),
  );

/** Returns the state whose executions a listing has. */
export const stateOf = ({ filter: { closeStatus, status } }: FilteredListing): StateCount['state'] =>
  closeStatus ?? (status === 'CLOSED' ? 'CLOSED' : 'OPEN');

/** Asks for each close status by itself where SWF can count so: not together with an id, a type or a tag. */
export function byState(selection: ExecutionSelection): readonly FilteredListing[] {
  const { workflowId, type, tag } = selection;
  const listings = listingsOf(selection);
  const isPlain = workflowId === undefined && type === undefined && tag === undefined;
  if (!isPlain) return listings;
  return listings.flatMap(listing =>
    listing.filter.status === 'CLOSED' && listing.filter.closeStatus === undefined
      ? closedListings(selection)
      : [listing],
  );
}

const closedListings = ({ since, until, open, closed }: ExecutionSelection): readonly FilteredListing[] => {
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
