import { defer, from, mergeMap, Observable, type ObservableInput, type ObservedValueOf, of } from 'rxjs';
import { checkOptions, defined, type OptionNames, type Page, paginate } from '../../requests/index.js';
import { checkCount } from '../../values/index.js';
import { PageIterator } from './PageIterator.js';

/** How a listing is fetched. */
export interface QueryOptions {
  /** Items a request, 1 to 1,000. @defaultValue 1,000 */
  readonly pageSize?: number;
  /** Pages fetched ahead of the one in hand. @defaultValue 0 */
  readonly prefetch?: number;
}

/** The names of the {@link QueryOptions}. */
export const queryOptions: OptionNames<QueryOptions> = { pageSize: true, prefetch: true };

/** One page of a listing, by the token of the page before it. */
export type FetchPage<T> = (
  nextPageToken: string | undefined,
  maximumPageSize: { readonly maximumPageSize?: number },
) => Observable<Page<T>>;

/**
 * A listing as a cold Observable of its items. A page is fetched, its items are emitted, and the next page is
 * fetched only if somebody still listens: `take(3)` costs one request. Each subscription walks anew;
 * unsubscribing aborts the request under way. Errors with an `SwfError`.
 *
 * RxJS has no backpressure: `concatMap` downstream would let pages pile up. {@link Query.each} does the work
 * inside the walk, and `for await` pulls; with both, a slow consumer slows the fetching.
 *
 * @example
 * ```ts
 * import { take, toArray } from 'rxjs';
 * import { DomainQuerySet } from 'rx-swf';
 *
 * const domains = new DomainQuerySet().all();
 * domains.pipe(take(3), toArray()).subscribe(first => console.log(first));
 * for await (const domain of domains) console.log(domain.name);
 * domains.each(domain => domain.exists(), { concurrency: 4 }).subscribe();
 * ```
 */
export class Query<T> extends Observable<T> implements AsyncIterable<T> {
  #pages$: Observable<readonly T[]> | undefined;
  readonly #walk: <R>(project: (items: readonly T[]) => ObservableInput<R>) => Observable<R>;

  /** @param prepare - makes, for each walk, what fetches its pages: all with the same arguments */
  constructor(prepare: () => FetchPage<T>, options: QueryOptions = {}) {
    checkOptions('Query', options, queryOptions);
    const { pageSize, prefetch = 0 } = options;
    if (pageSize !== undefined) checkCount('pageSize', pageSize, 1, 1000);
    checkCount('prefetch', prefetch, 0);
    const size = defined({ maximumPageSize: pageSize });
    super(subscriber => this.#walk(items => items).subscribe(subscriber));
    this.#walk = project =>
      defer(() => {
        const fetch = prepare();
        return paginate(
          token => fetch(token, size),
          ({ items }) => project(items),
          { prefetch },
        );
      });
  }

  /** The same listing, a page an emission. */
  get pages$(): Observable<readonly T[]> {
    this.#pages$ ??= this.#walk(items => of(items));
    return this.#pages$;
  }

  /**
   * Does `project` for each item, inside the walk: the next page is fetched when all items of this one are done.
   *
   * @param project - the work on an item; what it emits is emitted
   * @param options - `concurrency`: how many items are worked on at once, 1 unless told
   */
  each<R, W extends ObservableInput<R> = ObservableInput<R>>(
    project: (item: T) => W,
    options: { readonly concurrency?: number } = {},
  ): Observable<ObservedValueOf<W>> {
    checkOptions('each()', options, { concurrency: true });
    const { concurrency = 1 } = options;
    checkCount('concurrency', concurrency, 1);
    return this.#walk(items => from(items).pipe(mergeMap(item => project(item), concurrency)));
  }

  /** Pulls: no more than the page in hand (and `prefetch` pages) is held; leaving the loop stops the walk. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return new PageIterator(project => this.#walk(project));
  }
}
