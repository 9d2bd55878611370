import { describeSpan, type Span } from 'rx-swf/timeline';
import { visibleText } from '../text/visibleText.js';
import type { Selection } from './hitTest.js';
import type { PlacedRow } from './placeRows.js';

/** Returns the span of a selection. */
export const spanOf = (rows: readonly PlacedRow[], { row, span }: Selection): Span | undefined =>
  rows.find(({ key }) => key === row)?.spans[span];

/**
 * Returns the span that began with an event.
 *
 * @param lane - key of its row, if it is one of a child, whose history has events of the same ids
 */
export function findSpan(
  rows: readonly PlacedRow[],
  event: string | null,
  lane: string | null,
): Selection | undefined {
  if (event === null) return undefined;
  const eventId = Number(event);
  for (const { key, row, spans } of rows) {
    if (lane === null ? row.depth > 0 : key !== lane) continue;
    const span = spans.findIndex(one => one.eventId === eventId);
    if (span >= 0) return { row: key, span };
  }
  return undefined;
}

/** Returns what a screen reader says of a selection. */
export function announcementOf(rows: readonly PlacedRow[], selection: Selection | undefined): string {
  const row = selection && rows.find(({ key }) => key === selection.row);
  const span = selection && row?.spans[selection.span];
  if (row === undefined || span === undefined) return '';
  const place = row.spans.length > 1 ? `${(selection?.span ?? 0) + 1} of ${row.spans.length}. ` : '';
  return visibleText(`${place}${describeSpan(row.label, span).join('. ')}`);
}
