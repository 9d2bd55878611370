import { asyncScheduler, map, type Observable, toArray } from 'rxjs';
import { type Domain, fetchHistoryPage, type HistoryOptions } from '../../../models/index.js';
import { type Backoff, paginate, retryTransient } from '../../../requests/index.js';
import type { ExecutionId } from '../../../values/index.js';
import { type Events, pagesAhead } from './pagesAhead.js';

/** A part of a run's history, by the ids of the events around it. */
export interface Gap {
  /** The last event before it; 0 if it is the beginning that is missing. */
  readonly after: number;
  /** The first event behind it. */
  readonly before: number;
  /** The last event that is wanted at all. */
  readonly last: number;
}

/** SWF gives no more events a page. */
const largestPage = 1000;

/**
 * The events of a gap, oldest first (`GetWorkflowExecutionHistory`). What is missing at the beginning is read from
 * there; what is missing later is read from the end, which is nearer, however long the history is.
 */
export function missingEvents(
  domain: Domain,
  execution: ExecutionId,
  gap: Gap,
  backoff: Backoff,
): Observable<Events> {
  const { after, before } = gap;
  const fetch = (options: HistoryOptions, token: string | undefined, end: number) =>
    fetchHistoryPage(domain, execution, options, token).pipe(
      retryTransient(backoff),
      map(({ items, nextPageToken }) => ({
        items: items.filter(({ eventId = 0 }) => eventId > after && eventId < before),
        nextPageToken: items.some(({ eventId }) => eventId === end) ? undefined : nextPageToken,
      })),
    );
  return after === 0
    ? pagesAhead(token => fetch({}, token, before - 1), backoff.scheduler ?? asyncScheduler)
    : newestFirst(token => fetch({ reverseOrder: true, pageSize: sizeOf(gap) }, token, after + 1));
}

/** What came since the task was handed out lies before it, so a few more than are missing. */
function sizeOf({ after, last }: Gap): number {
  return Math.min(largestPage, last - after + 10);
}

function newestFirst(fetch: Parameters<typeof pagesAhead>[0]): Observable<Events> {
  return paginate(fetch, page => page.items).pipe(
    toArray(),
    map(events => events.reverse()),
  );
}
