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

/** How a listing is walked. */
export interface PaginateOptions {
  /** Pages fetched ahead of the one in hand. @defaultValue 0 */
  readonly prefetch?: number;
}

/**
 * Walks a listing page by page, doing the work on a page inside the walk: the next page is fetched when the
 * work on this one has completed (with `prefetch`, while no more than that many pages wait). So a slow
 * `project` slows the fetching, and a consumer that unsubscribes within a page causes no further fetch. A page that
 * cannot be fetched is an error of the walk when the pages before it are done, not while one of them is worked on.
 *
 * @param fetch - one page, by the token of the page before it
 * @param project - the work on a page; the walk emits what it emits
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
      // An error would overtake the pages that wait: it takes its turn as they do.
      materialize(),
      concatMap(fetched => {
        if (fetched.kind === 'N') return concat(project(fetched.value), consume);
        return fetched.kind === 'E' ? throwError(() => fetched.error) : EMPTY;
      }),
    );
  });
}
