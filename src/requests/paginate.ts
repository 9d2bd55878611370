import {
  BehaviorSubject,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  materialize,
  type Observable,
  type ObservableInput,
  repeat,
  take,
  tap,
  throwError,
} from 'rxjs';

/** One page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextPageToken?: string | undefined;
}

/** Options of {@link paginate}. */
export interface PaginateOptions {
  /** Number of pages to fetch ahead of the current one. @defaultValue 0 */
  readonly prefetch?: number;
}

/**
 * Pages through a listing with backpressure: the next page is fetched when `project` has completed for the
 * current one (with `prefetch`, as long as no more than that many pages are queued). A slow `project`
 * therefore slows down fetching, and a consumer that unsubscribes within a page causes no further fetch. If a
 * page can't be fetched, the error is emitted after the pages before it have been processed, not while one of
 * them is in progress.
 *
 * @param fetch - fetches one page by the token from the previous page
 * @param project - processes a page; its values are emitted
 */
export function paginate<T, R>(
  fetch: (nextPageToken: string | undefined) => Observable<Page<T>>,
  project: (page: Page<T>) => ObservableInput<R>,
  { prefetch = 0 }: PaginateOptions = {},
): Observable<R> {
  return defer(() => {
    let nextPageToken: string | undefined;
    let fetched = 0;
    const consumed$ = new BehaviorSubject(0);
    const consume = defer(() => {
      consumed$.next(consumed$.value + 1);
      return EMPTY;
    });
    const room$ = consumed$.pipe(
      filter(consumed => fetched - consumed <= prefetch),
      take(1),
    );
    return defer(() => fetch(nextPageToken)).pipe(
      tap(page => {
        nextPageToken = page.nextPageToken;
        fetched += 1;
      }),
      repeat({ delay: () => (nextPageToken === undefined ? EMPTY : room$) }),
      // Materialized because an error would otherwise overtake the pages that are still queued.
      materialize(),
      concatMap(fetched => {
        if (fetched.kind === 'N') return concat(project(fetched.value), consume);
        return fetched.kind === 'E' ? throwError(() => fetched.error) : EMPTY;
      }),
    );
  });
}
