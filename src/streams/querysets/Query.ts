import { defer, from, mergeMap, type Observable, type ObservableInput, type ObservedValueOf } from 'rxjs';
import { checkOptions, type OptionNames, paginate } from '../../requests/index.js';
import { checkCount, omitUndefined } from '../../values/index.js';
import type { FetchPage } from './live/LiveSource.js';
import { PagedStream, type Walk } from './PagedStream.js';

/** Paging options of a listing. */
export interface QueryOptions {
  /** Items per request, 1 to 1,000. @defaultValue 1,000 */
  readonly pageSize?: number;
  /** Number of pages fetched ahead of the current one. @defaultValue 0 */
  readonly prefetch?: number;
}

/** Names of the {@link QueryOptions}. */
export const queryOptions: OptionNames<QueryOptions> = { pageSize: true, prefetch: true };

/**
 * A listing as a cold Observable of its items. After the items of a page have been emitted, the next page is
 * fetched only if the subscriber is still there: `take(3)` costs one request. Each subscription starts from
 * the first page; unsubscribing aborts the request in flight. Errors with an `SwfError`.
 *
 * RxJS has no backpressure: with `concatMap` downstream, pages would pile up. {@link Query.each} runs the
 * work as part of the pagination, and `for await` pulls items on demand. With either, a slow consumer slows
 * down fetching.
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
export class Query<T> extends PagedStream<T> {
  #pages$: PagedStream<readonly T[]> | undefined;
  readonly #walk: Walk<T>;

  /**
   * @param prepare - creates the page fetcher of one subscription, so that all its requests share the same
   *   arguments
   */
  constructor(prepare: () => FetchPage<T>, options: QueryOptions = {}) {
    checkOptions('Query', options, queryOptions);
    const { pageSize, prefetch = 0 } = options;
    if (pageSize !== undefined) checkCount('pageSize', pageSize, 1, 1000);
    checkCount('prefetch', prefetch, 0);
    const size = omitUndefined({ maximumPageSize: pageSize });
    const walk: Walk<T> = project =>
      defer(() => {
        const fetch = prepare();
        return paginate(
          token => fetch(token, size),
          ({ items }) => project(items),
          { prefetch },
        );
      });
    super(walk);
    this.#walk = walk;
  }

  /** The same listing, emitting one page at a time. */
  get pages$(): PagedStream<readonly T[]> {
    this.#pages$ ??= new PagedStream(project => this.#walk(items => project([items])));
    return this.#pages$;
  }

  /**
   * Runs `project` for each item as part of the pagination: the next page is fetched once all items of the
   * current page are done.
   *
   * @param project - the work on an item; its emissions are passed on
   * @param options - `concurrency`: maximum number of items processed at once; defaults to 1
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
}
