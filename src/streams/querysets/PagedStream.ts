import { identity, type Observable, type ObservableInput } from 'rxjs';
import { checkOptions } from '../../requests/index.js';
import { abortOn, type IterationOptions, Stream } from '../../values/index.js';
import { PageIterator } from './PageIterator.js';

/** Walks the pages of a listing: the next page is fetched once the projection of the current one completes. */
export type Walk<T> = <R>(project: (items: readonly T[]) => ObservableInput<R>) => Observable<R>;

/** A listing as a stream of its items that `for await` pulls on demand. */
export class PagedStream<T> extends Stream<T> {
  readonly #walk: Walk<T>;

  constructor(walk: Walk<T>) {
    super(subscriber => walk(items => items).subscribe(subscriber));
    this.#walk = walk;
  }

  /**
   * Pulls items on demand, holding at most the current page plus `prefetch` pages. Leaving the loop, or aborting
   * the signal, stops fetching.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  override values(options: Pick<IterationOptions, 'signal'> = {}): AsyncIterableIterator<T, undefined> {
    checkOptions('values()', options, { signal: true });
    const { signal } = options;
    const untilAborted = signal === undefined ? identity : abortOn<never>(signal);
    return new PageIterator(project => this.#walk(project).pipe(untilAborted));
  }
}
