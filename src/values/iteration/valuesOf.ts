import type { Observable } from 'rxjs';
import { type IterationOptions, iterate } from './iterate.js';
import { Stream } from './Stream.js';

/**
 * Iterates over any Observable, for example over what operators have made of a {@link Stream}. Keeps every value
 * that the loop has not taken yet, unless `buffer` says otherwise. A `Stream` itself is iterated in its own way.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 * @example
 * ```ts
 * import { map } from 'rxjs';
 * import { Domain, valuesOf } from 'rx-swf';
 *
 * const drift$ = new Domain('media').changes$.pipe(map(diff => diff.length));
 * for await (const drift of valuesOf(drift$, { signal: AbortSignal.timeout(60_000), buffer: 1 }))
 *   console.log(drift);
 * ```
 */
export const valuesOf = <T>(
  source: Observable<T>,
  options: IterationOptions = {},
): AsyncIterableIterator<T, undefined> =>
  source instanceof Stream ? source.values(options) : iterate(source, options, Number.POSITIVE_INFINITY);
