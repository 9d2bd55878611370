import { describeSpan } from 'rx-swf/timeline';
import { visibleText } from '../text/visibleText.js';
import { rowHeight } from './drawRow.js';
import type { Selection } from './hitTest.js';
import type { PlacedRow } from './placeRows.js';
import type { Point } from './useGestures.js';

/** Width of a tip in pixels. */
const tipWidth = 320;
/** Most lines of a tip. */
const most = 9;

/** The facts of the span under the pointer. Keyboards and screen readers have the details in place of it. */
export function SpanTip({
  rows,
  selection,
  point,
  width,
}: {
  readonly rows: readonly PlacedRow[];
  readonly selection: Selection;
  readonly point: Point;
  readonly width: number;
}) {
  const index = rows.findIndex(({ key }) => key === selection.row);
  const row = rows[index];
  const span = row?.spans[selection.span];
  if (row === undefined || span === undefined) return null;
  const [head, ...lines] = describeSpan(row.label, span).slice(0, most).map(visibleText);
  const left = Math.max(0, Math.min(width - tipWidth, point.x + 12));
  // Below the row, or above it near the end, so that it doesn't hide what it is about.
  const isBelow = index < 8 || index < rows.length - 8;
  const place = isBelow
    ? { top: `${(index + 1) * rowHeight + 4}px` }
    : { bottom: `${(rows.length - index) * rowHeight + 4}px` };
  return (
    <div
      class="tip"
      aria-hidden="true"
      style={{ left: `${left}px`, width: `${Math.min(tipWidth, width)}px`, ...place }}
    >
      <strong>{head}</strong>
      {lines.map(line => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
