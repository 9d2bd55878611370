import { defer, map } from 'rxjs';
import type { FetchPage, Listing } from './LiveSource.js';

/** Returns a fetcher of the pages of several listings, one listing after the other. */
export function chained<T>(listings: readonly Listing<T>[]): FetchPage<T> {
  const fetches = listings.map(({ prepare }) => prepare());
  return (token, size) =>
    defer(() => {
      const { index, inner } = parse(token);
      const fetch = fetches[index];
      if (fetch === undefined) throw new RangeError(`There is no listing ${index}`);
      return fetch(inner, size).pipe(
        map(({ items, nextPageToken: next }) => {
          if (next !== undefined) return { items, nextPageToken: `${index} ${next}` };
          return { items, nextPageToken: index + 1 < fetches.length ? `${index + 1}` : undefined };
        }),
      );
    });
}

/** Reads a token: the number of a listing and, except on its first page, the token of the listing. */
function parse(token = '0') {
  const [index = '0'] = token.split(' ', 1);
  const inner = token.slice(index.length + 1);
  return { index: Number(index), inner: inner === '' ? undefined : inner };
}
