import {
  bufferCount,
  catchError,
  concat,
  filter,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  tap,
  throwError,
} from 'rxjs';
import { DoesNotExistError, isInstance } from '../../../requests/index.js';
import type { LiveItems } from './LiveItems.js';
import { LiveList, present } from './LiveList.js';
import type { LiveSource } from './LiveSource.js';
import { type Paced, readListings } from './readListings.js';
import type { PollOptions } from './SharedPolls.js';

/** Number of items that are looked at at once, and after which the result is emitted. */
const looks = { atOnce: 10, together: 100 };

/** Emits the items of a query: first the present, then each change. */
export function liveItemsOf<T>(
  source: LiveSource<T>,
  limit: number,
  options: PollOptions,
): Observable<LiveItems<T>> {
  const begin = (paced: Paced) => {
    const list = new LiveList(source, limit);
    const look = (item: T) => {
      const { operation, call$ } = source.look(item);
      return call$.pipe(
        paced(operation),
        catchError((error: unknown) =>
          isInstance(error, DoesNotExistError) ? of(undefined) : throwError(() => error),
        ),
        tap(found => list.see(item, found)),
      );
    };
    return readListings(source.listings, limit, paced).pipe(
      mergeMap(reading => {
        const missing = list.read(reading);
        const looked$ = from(missing).pipe(mergeMap(look, looks.atOnce), bufferCount(looks.together));
        return concat(of(undefined), looked$);
      }),
      map(() => list.take()),
      filter(live => live !== undefined),
    );
  };
  const place = { ...source, key: `${limit} ${source.key}` };
  return source.polls
    .poll(place, options, begin)
    .pipe(map((live, index) => (index === 0 ? present(live) : live)));
}
