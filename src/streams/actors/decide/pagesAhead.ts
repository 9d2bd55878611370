import type { HistoryEvent } from '@aws-sdk/client-swf';
import { type Observable, type SchedulerLike, scheduled } from 'rxjs';
import { type Page, paginate } from '../../../requests/index.js';

/** Events of one page. */
export type Events = readonly HistoryEvent[];

/**
 * Emits pages of events, requesting one page ahead: the request for the next page is sent before the current
 * page is emitted, so that processing a page doesn't delay the task.
 */
export function pagesAhead(
  fetch: (nextPageToken: string | undefined) => Observable<Page<HistoryEvent>>,
  scheduler: SchedulerLike,
): Observable<Events> {
  return paginate<HistoryEvent, Events>(
    fetch,
    // A request is sent only after a turn of the event loop. The last page needn't wait, as no request
    // follows it.
    ({ items, nextPageToken }) => (nextPageToken === undefined ? [items] : scheduled([items], scheduler)),
    { prefetch: 1 },
  );
}
