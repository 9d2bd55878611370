import { map, type Observable, filter as only } from 'rxjs';
import { eventFilterNames, matches } from '../../history/EventFilter.js';
import { checkState } from '../../history/events/checkState.js';
import {
  adoptEvent,
  type Event,
  type EventFilter,
  type History,
  type MatchingEvent,
} from '../../history/index.js';
import {
  type Domain,
  type DomainOrName,
  fetchHistory,
  fetchHistoryPage,
  type HistoryOptions,
  toDomain,
} from '../../models/index.js';
import { checkOptions } from '../../requests/index.js';
import type { AnyExecutionId } from '../../values/index.js';
import { omitUndefined } from '../../values/index.js';
import { Query, type QueryOptions, queryOptions } from './Query.js';

/** Options for reading the events of an execution. */
export interface EventsOptions extends QueryOptions {
  /** Newest events first. @defaultValue false */
  readonly reverseOrder?: boolean;
}

const eventsOptions = { ...queryOptions, reverseOrder: true } as const;

/**
 * The histories of a domain's executions (`GetWorkflowExecutionHistory`).
 *
 * @example
 * ```ts
 * import { take } from 'rxjs';
 * import { HistoryQuerySet } from 'rx-swf';
 *
 * const histories = new HistoryQuerySet('media');
 * const album = { workflowId: 'album-7', runId: '22X56OQhwfy' }; // or a WorkflowExecution
 * histories.get(album).subscribe(history => console.log(history.activities.completed.length));
 * histories.all(album, { reverseOrder: true, pageSize: 10 }).pipe(take(10)).subscribe(console.log);
 * ```
 */
export class HistoryQuerySet {
  /** The domain whose histories these are. */
  readonly domain: Domain;

  /** @param domain - a `Domain`, or its name */
  constructor(domain: DomainOrName) {
    this.domain = toDomain(domain);
  }

  /** Returns the whole history of a run, however many pages it has. Errors with `DoesNotExistError`. */
  get(execution: AnyExecutionId, options: HistoryOptions = {}): Observable<History> {
    return fetchHistory(this.domain, execution, options);
  }

  /** Lists the events of a run lazily. With `reverseOrder`, the end of a long history costs a single page. */
  all(execution: AnyExecutionId, reading: EventsOptions = {}): Query<Event> {
    checkOptions('all()', reading, eventsOptions);
    const { reverseOrder = false, ...options } = reading;
    return new Query(
      () =>
        (nextPageToken, { maximumPageSize: pageSize }) =>
          fetchHistoryPage(
            this.domain,
            execution,
            { reverseOrder, ...(pageSize === undefined ? {} : { pageSize }) },
            nextPageToken,
          ).pipe(map(({ items, ...page }) => ({ ...page, items: items.map(adoptEvent) }))),
      options,
    );
  }

  /**
   * Lists the events of a run that match the filter, with attributes typed accordingly.
   *
   * @example
   * ```ts
   * import { HistoryQuerySet } from 'rx-swf';
   *
   * new HistoryQuerySet('media')
   *   .filter({ workflowId: 'album-7', runId: '22X56OQhwfy' }, { name: 'ActivityTaskFailed' })
   *   .subscribe(({ attributes }) => console.log(attributes.reason));
   * ```
   */
  filter<const F extends EventFilter & EventsOptions>(
    execution: AnyExecutionId,
    filter: F,
  ): Observable<MatchingEvent<F>> {
    checkOptions<EventFilter & EventsOptions>('filter()', filter, { ...eventFilterNames, ...eventsOptions });
    if (filter.state !== undefined) checkState(filter.state);
    const { reverseOrder, pageSize, prefetch } = filter;
    return this.all(execution, omitUndefined({ reverseOrder, pageSize, prefetch })).pipe(
      only((event): event is MatchingEvent<F> => matches(event, filter)),
    );
  }
}
