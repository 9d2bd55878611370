import { from, map, mergeMap, type Observable, of, toArray } from 'rxjs';
import { mapPayloads } from './mapPayloads.js';

/** Maximum number of concurrent calls to a store per request or response. */
const concurrency = 8;

/**
 * Replaces the `wanted` payloads of an SWF structure by what `exchange` emits for them; equal texts are
 * exchanged only once. Emits the structure itself synchronously if there are none.
 */
export function exchangePayloads<T>(
  shape: T,
  wanted: (payload: string) => boolean,
  exchange: (payload: string) => Observable<string>,
): Observable<T> {
  const texts = new Set<string>();
  mapPayloads(shape, text => {
    if (wanted(text)) texts.add(text);
    return text;
  });
  if (texts.size === 0) return of(shape);
  return from(texts).pipe(
    mergeMap(text => exchange(text).pipe(map(other => [text, other] as const)), concurrency),
    toArray(),
    map(pairs => new Map(pairs)),
    map(others => mapPayloads(shape, text => others.get(text) ?? text)),
  );
}
