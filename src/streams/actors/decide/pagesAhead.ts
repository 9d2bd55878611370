import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type Observable, type SchedulerLike, scheduled } from 'rxjs';
import { type Page, paginate } from '../../../requests/index.js';

/** The events of a page. */
export type Events = readonly HistoryEvent[];

/**
 * Pages of events, of which one is requested ahead: the request for it leaves before the page in hand is passed on,
 * so that the work on a page takes no time from the task.
 */
export function pagesAhead(
  fetch: (nextPageToken: string | undefined) => Observable<Page<HistoryEvent>>,
  scheduler: SchedulerLike,
): Observable<Events> {
  return paginate<HistoryEvent, Events>(
    fetch,
    // A request is on its way only after a turn of the event loop; the last page need not wait for any.
    ({ items, nextPageToken }) => (nextPageToken === undefined ? [items] : scheduled([items], scheduler)),
    { prefetch: 1 },
  );
}
