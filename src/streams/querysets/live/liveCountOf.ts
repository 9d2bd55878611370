import { distinctUntilChanged, forkJoin, map, type Observable } from 'rxjs';
import type { Count } from '../../../values/index.js';
import type { LiveSource } from './LiveSource.js';
import { type Paced, readListings } from './readListings.js';
import { type PollOptions, SharedPolls } from './SharedPolls.js';

const polls = new SharedPolls<Count>();

/** Emits the number of items of a query, and each change of it. */
export function liveCountOf<T>(source: LiveSource<T>, options: PollOptions): Observable<Count> {
  const begin = (paced: Paced) => countOnce(source, paced);
  return polls
    .poll({ ...source, key: `count ${source.key}` }, options, begin)
    .pipe(distinctUntilChanged((a, b) => a.count === b.count && a.truncated === b.truncated));
}

function countOnce<T>({ counts, listings, keyOf }: LiveSource<T>, paced: Paced): Observable<Count> {
  if (counts !== undefined)
    return forkJoin(counts.map(({ operation, call$ }) => call$.pipe(paced(operation)))).pipe(map(addCounts));
  return readListings(listings, Number.POSITIVE_INFINITY, paced).pipe(
    map(({ lists }) => ({ count: new Set(lists.flat().map(keyOf)).size, truncated: false })),
  );
}

/** Adds up the counts of several listings. */
export const addCounts = (counts: readonly Count[]): Count => ({
  count: counts.reduce((sum, { count }) => sum + count, 0),
  truncated: counts.some(({ truncated }) => truncated),
});
