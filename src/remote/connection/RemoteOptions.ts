import type { SchedulerLike } from 'rxjs';

/** Exponential backoff with jitter, in milliseconds. */
export interface RemoteBackoff {
  /** Upper bound of the first delay, which doubles with each failure. @defaultValue 500 */
  readonly initial?: number;
  /** Upper bound of all delays. @defaultValue 30 000 */
  readonly max?: number;
  /** Returns numbers in [0, 1) for the jitter. @defaultValue Math.random */
  readonly random?: () => number;
}

/** Options of `remote()`. */
export interface RemoteOptions {
  /** Function that makes the requests. @defaultValue the global `fetch` */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Headers of each request, such as `authorization`. A function is called for each. @defaultValue none */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  /** Policy for cookies, as of `fetch`: `include` sends them to a gateway of another origin too. @defaultValue `same-origin` */
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** Scheduler for delays, and for the time of `status$`. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Delays before a stream connects again. */
  readonly backoff?: RemoteBackoff;
  /**
   * Milliseconds without a byte, not even a heartbeat, after which a stream connects again. @defaultValue 45 000
   */
  readonly silence?: number;
}
