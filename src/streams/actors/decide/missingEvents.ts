import { asyncScheduler, map, type Observable, toArray } from 'rxjs';
import { type Domain, fetchHistoryPage, type HistoryOptions } from '../../../models/index.js';
import { type Backoff, paginate, retryTransient } from '../../../requests/index.js';
import type { ExecutionId } from '../../../values/index.js';
import { type Events, pagesAhead } from './pagesAhead.js';

/** A gap in a run's history, by the ids of the events around it. */
export interface Gap {
  /** Last event before the gap; 0 if the gap is at the beginning. */
  readonly after: number;
  /** First event after the gap. */
  readonly before: number;
  /** Last event that is needed at all. */
  readonly last: number;
}

/** SWF's maximum number of events per page. */
const largestPage = 1000;

/**
 * Reads the events of a gap, oldest first (`GetWorkflowExecutionHistory`). A gap at the beginning is read
 * forward from there; a later gap is read backward from the end, which is closer, however long the history
 * is.
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

/** Adds a margin, because events since the task was handed out come first when reading backward. */
function sizeOf({ after, last }: Gap): number {
  return Math.min(largestPage, last - after + 10);
}

function newestFirst(fetch: Parameters<typeof pagesAhead>[0]): Observable<Events> {
  return paginate(fetch, page => page.items).pipe(
    toArray(),
    map(events => events.reverse()),
  );
}
