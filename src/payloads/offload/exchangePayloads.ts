import { from, map, mergeMap, type Observable, of, toArray } from 'rxjs';
import { mapPayloads } from './mapPayloads.js';

/** Calls to a store under way at a time, for one request or answer. */
const concurrency = 8;

/**
 * A shape of SWF's with those payloads that are `wanted` exchanged for what `exchange` emits, each text once. Emits
 * at once the shape itself where there are none.
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
