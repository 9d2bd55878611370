import { defer, map, mergeMap, type Observable, of } from 'rxjs';
import type { Event, History } from '../history/index.js';
import { type AnyExecutionId, type Stream, toExecutionId, toStream } from '../values/index.js';
import type { Domain } from './Domain.js';
import { Model } from './Model.js';
import {
  checkWatchHistory,
  checkWatchState,
  type FollowedRun,
  followEvents,
  followState,
  type WatchHistoryOptions,
  type WatchStateOptions,
} from './watch/followHistory.js';
import type { WatchOptions } from './watch/WatchOptions.js';

/** Base class of {@link WorkflowExecution}: the streams of its history. */
export abstract class FollowedExecution<Self> extends Model<Self> {
  abstract readonly domain: Domain;
  abstract readonly workflowId: string;
  abstract readonly runId: string | undefined;
  /** Created on first read: most executions are never followed. */
  #history$: Stream<Event> | undefined;
  #state$: Stream<History> | undefined;

  /**
   * {@link FollowedExecution.watchHistory} with its defaults: all events. Every read returns the same stream.
   *
   * @see `history()`, which emits the whole history once
   */
  get history$(): Stream<Event> {
    this.#history$ ??= this.watchHistory();
    return this.#history$;
  }

  /**
   * Emits the events of the execution, those that there are and then each one as it is written. Completes when
   * the execution has closed.
   *
   * A look costs one `GetWorkflowExecutionHistory` for the last event. If there are several new ones, a second
   * call reads exactly these. All streams of an execution share their looks, and all that follow its events
   * share these. Errors as {@link Model.upstream} does; outages are retried, as by {@link Model.watch}. A busy `for await`
   * loop misses no event.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   * @example
   * ```ts
   * import { WorkflowExecution } from 'rx-swf';
   *
   * const album = new WorkflowExecution({ domain: 'media', workflowId: 'album-7', runId: '22X56OQhwfy' });
   * album.watchHistory({ fromEventId: 12, acrossRuns: true }).subscribe({
   *   next: event => console.log(`${event}`),
   *   complete: () => console.log('closed, and not continued'),
   * });
   * ```
   */
  watchHistory(options: WatchHistoryOptions = {}): Stream<Event> {
    checkWatchHistory(options);
    return toStream(defer(() => this.#followed(options)).pipe(mergeMap(run => followEvents(run, options))));
  }

  /**
   * {@link FollowedExecution.watchState} with its defaults. Every read returns the same stream.
   *
   * @example
   * ```ts
   * import { WorkflowExecution } from 'rx-swf';
   *
   * const album = new WorkflowExecution({ domain: 'media', workflowId: 'album-7', runId: '22X56OQhwfy' });
   * album.state$.subscribe(({ activities }) => console.log(activities.open.length, activities.completed.length));
   * ```
   */
  get state$(): Stream<History> {
    this.#state$ ??= this.watchState();
    return this.#state$;
  }

  /**
   * Emits the state of the execution, compiled from its history: the present, and then each that follows from
   * new events. Completes when the execution has closed. Each history continues the one before, so that only
   * new events are read and compiled; with `acrossRuns`, each run starts a new one.
   *
   * Calls and errors are as of {@link FollowedExecution.watchHistory}. A busy `for await` loop gets the latest state.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   */
  watchState(options: WatchStateOptions = {}): Stream<History> {
    checkWatchState(options);
    return toStream(defer(() => this.#followed(options)).pipe(mergeMap(run => followState(run, options))), 1);
  }

  /** @internal Emits the ids of the run that this execution refers to. */
  protected identified(_options: WatchOptions): Observable<AnyExecutionId> {
    return of(this);
  }

  #followed(options: WatchOptions): Observable<FollowedRun> {
    const { client, name, notices, dataConverter: converter } = this.domain;
    const place = { client, domain: name, notices };
    return this.identified(options).pipe(map(run => ({ place, converter, run: toExecutionId(run) })));
  }
}
