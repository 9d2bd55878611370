import type { Timeline, TimeScale } from 'rx-swf/timeline';
import { rowHeight } from './drawRow.js';
import type { Selection } from './hitTest.js';
import type { PlacedRow } from './placeRows.js';
import type { Window } from './Viewport.js';

/** The present, at the end of an open execution. */
export function Now({
  timeline,
  scale,
  window: { from, to },
  width,
  height,
}: {
  readonly timeline: Timeline;
  readonly scale: TimeScale;
  readonly window: Window;
  readonly width: number;
  readonly height: number;
}) {
  const x = ((scale.at(timeline.end) - from) / (to - from)) * width;
  if (timeline.outcome !== 'open' || x > width + 1) return null;
  return <line class="now" x1={x - 0.5} x2={x - 0.5} y2={height} />;
}

/** A frame around a span. */
export function Outline({
  rows,
  selection,
  start,
  window: { from, to },
  width,
}: {
  readonly rows: readonly PlacedRow[];
  readonly selection: Selection;
  /** Index of the first row in the document. */
  readonly start: number;
  readonly window: Window;
  readonly width: number;
}) {
  const index = rows.findIndex(({ key }) => key === selection.row);
  const row = rows[index];
  const [begin, end] = [row?.starts[selection.span], row?.ends[selection.span]];
  if (begin === undefined || end === undefined || index < start) return null;
  const x = (place: number) => Math.min(width + 8, Math.max(-8, ((place - from) / (to - from)) * width));
  const left = x(begin) - 3;
  const right = Math.max(x(end), x(begin) + 2) + 3;
  return (
    <rect
      class="outline"
      x={left}
      y={(index - start) * rowHeight + 3}
      width={right - left}
      height={18}
      rx={4}
    />
  );
}
