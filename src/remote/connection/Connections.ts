import { BehaviorSubject, distinctUntilChanged, map, type Observable, type SchedulerLike } from 'rxjs';
import type { StatusRecord } from '../wire/records.js';

/** How fresh the streams of a remote are. */
export type RemoteStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'connected' }
  /** The gateway does not reach SWF, or SWF throttles its calls. Values are from before `since`. */
  | { readonly state: 'stale'; readonly since: Date; readonly cause: 'throttled' | 'unreachable' }
  /** At least one stream has no connection. Its last value is from before `since`. */
  | { readonly state: 'reconnecting'; readonly since: Date };

/** The connections of streams: which are open, and since when the others are lost. */
export class Connections {
  readonly #scheduler: SchedulerLike;
  /** Time of the loss of each stream, or `undefined` while it is connected. */
  readonly #lost = new Map<object, number | undefined>();
  /** Streams whose gateway has told that it can't look. */
  readonly #stale = new Map<object, StatusRecord>();
  readonly #changes$ = new BehaviorSubject(undefined);
  readonly status$: Observable<RemoteStatus> = this.#changes$.pipe(
    map(() => this.#status()),
    distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
  );

  constructor(scheduler: SchedulerLike) {
    this.#scheduler = scheduler;
  }

  connected(stream: object): void {
    this.#lost.set(stream, undefined);
    this.#changes$.next(undefined);
  }

  /** Notes that a stream has no connection. The first loss counts until it is connected. */
  lost(stream: object): void {
    this.#lost.set(stream, this.#lost.get(stream) ?? this.#scheduler.now());
    this.#stale.delete(stream);
    this.#changes$.next(undefined);
  }

  /** Notes what a gateway tells of its own view. */
  told(stream: object, status: StatusRecord): void {
    if (status.cause === undefined) this.#stale.delete(stream);
    else this.#stale.set(stream, status);
    this.#changes$.next(undefined);
  }

  ended(stream: object): void {
    this.#lost.delete(stream);
    this.#stale.delete(stream);
    this.#changes$.next(undefined);
  }

  #status(): RemoteStatus {
    const losses = [...this.#lost.values()].filter(time => time !== undefined);
    if (losses.length > 0) return { state: 'reconnecting', since: new Date(Math.min(...losses)) };
    for (const { cause, since = '' } of this.#stale.values())
      if (cause !== undefined) return { state: 'stale', since: new Date(since), cause };
    return { state: this.#lost.size > 0 ? 'connected' : 'idle' };
  }
}
