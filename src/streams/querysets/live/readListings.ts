import {
  defer,
  EMPTY,
  expand,
  forkJoin,
  type MonoTypeOperatorFunction,
  map,
  type Observable,
  reduce,
} from 'rxjs';
import type { PacedOperation, Page } from '../../../requests/index.js';
import type { Reading } from './LiveList.js';
import type { Listing } from './LiveSource.js';

/** Sends a call when the client's pace allows it. */
export type Paced = <A>(operation: PacedOperation) => MonoTypeOperatorFunction<A>;

/** Number of items on the largest page. */
const largestPage = 1_000;

/** Reads the listings of a query, each up to `limit` items. */
export function readListings<T>(
  listings: readonly Listing<T>[],
  limit: number,
  paced: Paced,
): Observable<Reading<T>> {
  return forkJoin(listings.map(listing => readListing(listing, limit, paced))).pipe(
    map(readings => ({
      lists: readings.map(({ items }) => items),
      isWhole: readings.every(({ isWhole }) => isWhole),
    })),
  );
}

function readListing<T>({ operation, prepare }: Listing<T>, limit: number, paced: Paced) {
  return defer(() => {
    const fetch = prepare();
    const size = { maximumPageSize: Math.min(limit, largestPage) };
    const page = (token: string | undefined): Observable<Page<T>> =>
      defer(() => fetch(token, size)).pipe(paced(operation));
    let read = 0;
    return page(undefined).pipe(
      expand(({ items, nextPageToken }) => {
        read += items.length;
        return nextPageToken === undefined || read >= limit ? EMPTY : page(nextPageToken);
      }),
      reduce(
        (all: { items: readonly T[]; isWhole: boolean }, { items, nextPageToken }) => ({
          items: all.items.length === 0 ? items : [...all.items, ...items],
          isWhole: nextPageToken === undefined,
        }),
        { items: [], isWhole: false },
      ),
    );
  });
}
