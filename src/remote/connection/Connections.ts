import { BehaviorSubject, distinctUntilChanged, map, type Observable, type SchedulerLike } from 'rxjs';
import type { StatusRecord } from '../wire/records.js';

/** Freshness of the streams of a remote. */
export type RemoteStatus =
  /** There is no stream. */
  | { readonly state: 'idle' }
  /** No stream has a connection yet. */
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** The gateway does not reach SWF, or SWF throttles its calls. Values are from before `since`. */
  | { readonly state: 'stale'; readonly since: Date; readonly cause: 'throttled' | 'unreachable' }
  /** At least one stream has no connection. Its last value is from before `since`. */
  | { readonly state: 'reconnecting'; readonly since: Date };

/** The connections of streams: which are open, and since when the others are lost. */
export class Connections {
  readonly #scheduler: SchedulerLike;
  /** State of each stream; the time of the loss if it has lost its connection. */
  readonly #streams = new Map<object, 'connecting' | 'connected' | number>();
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

  begun(stream: object): void {
    this.#streams.set(stream, 'connecting');
    this.#changes$.next(undefined);
  }

  connected(stream: object): void {
    this.#streams.set(stream, 'connected');
    this.#changes$.next(undefined);
  }

  /** Notes that a stream has no connection. The first loss counts until it is connected. */
  lost(stream: object): void {
    const known = this.#streams.get(stream);
    this.#streams.set(stream, typeof known === 'number' ? known : this.#scheduler.now());
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
    this.#streams.delete(stream);
    this.#stale.delete(stream);
    this.#changes$.next(undefined);
  }

  #status(): RemoteStatus {
    const states = [...this.#streams.values()];
    const losses = states.filter(state => typeof state === 'number');
    if (losses.length > 0) return { state: 'reconnecting', since: new Date(Math.min(...losses)) };
    for (const { cause, since = '' } of this.#stale.values())
      if (cause !== undefined) return { state: 'stale', since: new Date(since), cause };
    if (states.length === 0) return { state: 'idle' };
    return { state: states.includes('connected') ? 'connected' : 'connecting' };
  }
}
