import type { SchedulerLike } from 'rxjs';
import type { Backoff, OptionNames, OutageOptions } from '../../../requests/index.js';

/** The items of a live query, and what has changed since the last emission. */
export interface LiveItems<T> {
  /** The present items, in the order of the query; at most `limit`. */
  readonly items: readonly T[];
  /** Items that are new. In the first emission, all items are. */
  readonly added: readonly T[];
  /** Items that were there before, and differ now. */
  readonly changed: readonly T[];
  /** Items that are no longer there, as they were seen last. */
  readonly removed: readonly T[];
}

/** Options of a live query. */
export interface LiveOptions extends OutageOptions {
  /** Maximum number of items: the first ones in the order of the query. @defaultValue 1 000 */
  readonly limit?: number;
  /**
   * Milliseconds between a response and the next request. The shortest interval of all subscribers of a query
   * counts. @defaultValue 10 000
   */
  readonly interval?: number;
  /** Scheduler for the intervals and retry delays. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Backoff after throttling and transient errors, which don't end the stream. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
}

/** Names of the {@link LiveOptions}. */
export const liveOptions: OptionNames<LiveOptions> = {
  limit: true,
  interval: true,
  scheduler: true,
  backoff: true,
  onRetry: true,
  onRecovered: true,
};
