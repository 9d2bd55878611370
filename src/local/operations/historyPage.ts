import type { HistoryEvent } from '../api/events.js';
import { type PageInput, pageSizeOf } from './paging.js';

interface HistoryListing {
  readonly events: readonly HistoryEvent[];
  /** The ids of the first and the last event to list. */
  readonly first: number;
  readonly last: number;
  /** The id of the event to continue with; undefined for the first page. */
  readonly place: number | undefined;
  readonly input: PageInput;
}

/** Returns one page of a history, and the id of the event with which the next page begins. */
export function historyPage({ events, first, last, place, input }: HistoryListing): {
  events: HistoryEvent[];
  next: number | undefined;
} {
  const size = pageSizeOf(input);
  if (input.reverseOrder) {
    const end = place ?? last;
    const begin = Math.max(first, end - size + 1);
    return { events: events.slice(begin - 1, end).reverse(), next: begin > first ? begin - 1 : undefined };
  }
  const begin = place ?? first;
  const end = Math.min(last, begin + size - 1);
  return { events: events.slice(begin - 1, end), next: end < last ? end + 1 : undefined };
}
