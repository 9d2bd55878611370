import { asyncScheduler } from 'rxjs';
import { checkBackoff, checkOptions, type OptionNames } from '../../requests/index.js';
import {
  type Count,
  checkCount,
  checkPeriod,
  eventBuffer,
  type Stream,
  toStream,
} from '../../values/index.js';
import { chained } from './live/chained.js';
import { type LiveItems, type LiveOptions, liveOptions } from './live/LiveItems.js';
import type { LiveSource } from './live/LiveSource.js';
import { liveCountOf } from './live/liveCountOf.js';
import { liveItemsOf } from './live/liveItemsOf.js';
import { Query, type QueryOptions } from './Query.js';

/** Default bounds of live queries: a page of each listing, and milliseconds between two polls. */
const defaults = { limit: 1_000, interval: 10_000 };

/**
 * A {@link Query} that can also be live: its items, and what changes among them.
 *
 * @example
 * ```ts
 * import { WorkflowExecutionQuerySet } from 'rx-swf';
 *
 * const albums = new WorkflowExecutionQuerySet('media').filter({ status: 'ANY', tag: 'album' });
 * albums.live$.subscribe(({ items, changed }) => console.log(items.length, changed.map(album => album.status)));
 * albums.count$.subscribe(({ count }) => console.log(count));
 * ```
 */
export class LiveQuery<T> extends Query<T> {
  readonly #source: LiveSource<T>;
  #live$: Stream<LiveItems<T>> | undefined;
  #count$: Stream<Count> | undefined;

  /** @internal Created by querysets. */
  constructor(source: LiveSource<T>, options: QueryOptions = {}) {
    super(() => chained(source.listings), options);
    this.#source = source;
  }

  /** {@link LiveQuery.live} with its defaults. Every read returns the same stream. */
  get live$(): Stream<LiveItems<T>> {
    this.#live$ ??= this.live();
    return this.#live$;
  }

  /**
   * Polls the listing. Emits the present items, and then each change; never completes. All subscribers of
   * equal queries of a client share one poller, which costs one call per page and poll. The last one to leave
   * ends it.
   *
   * Listings of SWF lag behind. An item that they no longer show stays until one call has shown that it is
   * really gone, or no longer belongs to the query. What has changed is seen by what listings show.
   *
   * Throttling and transient errors are retried; the stream errors if retrying can't help. While SWF is
   * unreachable it emits nothing; `onRetry` and `onRecovered` report this. A busy `for await` loop finds up to
   * 1,000 emissions waiting.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   * @example
   * ```ts
   * import { ActivityTypeQuerySet } from 'rx-swf';
   *
   * const types = new ActivityTypeQuerySet('media').filter({ status: 'ANY' });
   * types.live({ interval: 60_000, limit: 100 }).subscribe(({ added, changed, removed }) => {
   *   for (const type of added) console.log(`new: ${type}`);
   *   for (const type of changed) console.log(`${type} is ${type.status}`);
   *   for (const type of removed) console.log(`deleted: ${type}`);
   * });
   * ```
   */
  live(options: LiveOptions = {}): Stream<LiveItems<T>> {
    const { limit = defaults.limit } = options;
    const polling = checkLive('live()', options, liveOptions);
    checkCount('limit', limit, 1);
    return toStream(liveItemsOf(this.#source, limit, polling), eventBuffer);
  }

  /** {@link LiveQuery.liveCount} with its defaults. Every read returns the same stream. */
  get count$(): Stream<Count> {
    this.#count$ ??= this.liveCount();
    return this.#count$;
  }

  /**
   * Polls the number of items. Emits it, and then each change. Executions are counted by SWF, which costs one
   * call per poll for the open ones and one for the closed ones; domains and types are listed to the end.
   * Sharing, errors and outages are as in {@link LiveQuery.live}.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  liveCount(options: Omit<LiveOptions, 'limit'> = {}): Stream<Count> {
    return toStream(liveCountOf(this.#source, checkLive('liveCount()', options, countOptions)), 1);
  }
}

const { limit: _, ...countOptions } = liveOptions;

function checkLive<O extends Omit<LiveOptions, 'limit'>>(subject: string, options: O, names: OptionNames<O>) {
  checkOptions(subject, options, names);
  const { interval = defaults.interval, scheduler = asyncScheduler, backoff = {} } = options;
  checkPeriod('interval', interval);
  checkBackoff(backoff);
  return { ...options, interval, scheduler };
}
