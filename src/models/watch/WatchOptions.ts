import type { SchedulerLike } from 'rxjs';
import type { Backoff, OptionNames, OutageOptions } from '../../requests/index.js';

/** Options of a watch. */
export interface WatchOptions extends OutageOptions {
  /**
   * Upper bound of the milliseconds between a response and the next request, as long as the client's budget
   * allows it: see `setPace`. @defaultValue 30 000; executions that have changed lately are looked at sooner
   */
  readonly interval?: number;
  /** Scheduler for the intervals and retry delays. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Backoff after throttling and transient errors, which don't end the stream. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
}

/** The option names of {@link WatchOptions}. */
export const watchOptions: OptionNames<WatchOptions> = {
  interval: true,
  scheduler: true,
  backoff: true,
  onRetry: true,
  onRecovered: true,
};
