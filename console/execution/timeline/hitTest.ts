import type { PlacedRow } from './placeRows.js';
import type { Window } from './Viewport.js';

/** A span of a row. */
export interface Selection {
  /** Key of the row. */
  readonly row: string;
  /** Index of the span in the row. */
  readonly span: number;
}

/** Pixels by which a pointer may miss a span. */
const tolerance = 6;

/** Returns the index of the span at a pixel of a row: of several, the shortest; next to all, the nearest. */
export function spanAt(
  { starts, ends }: PlacedRow,
  { from, to }: Window,
  width: number,
  x: number,
): number | undefined {
  const scale = width / (to - from);
  let found: number | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < starts.length; i += 1) {
    const left = ((starts[i] ?? 0) - from) * scale;
    const right = Math.max(((ends[i] ?? 0) - from) * scale, left + 2);
    const distance = Math.max(0, left - x, x - right);
    if (distance > tolerance) continue;
    // Within a span, its length decides; a miss is worse than any length.
    const cost = distance === 0 ? (right - left) / 1e9 : distance;
    if (cost >= best) continue;
    best = cost;
    found = i;
  }
  return found;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Returns the selection next to another one: in the row by time, in other rows the span nearest in time. */
export function neighbor(
  rows: readonly PlacedRow[],
  current: Selection | undefined,
  direction: Direction,
): Selection | undefined {
  const index = rows.findIndex(({ key }) => key === current?.row);
  const row = rows[index];
  if (current === undefined || row === undefined) return first(rows);
  if (direction === 'left' || direction === 'right') {
    const span = current.span + (direction === 'left' ? -1 : 1);
    return span in row.spans ? { row: row.key, span } : current;
  }
  const place = row.starts[current.span] ?? 0;
  const step = direction === 'up' ? -1 : 1;
  for (let i = index + step; i in rows; i += step) {
    const next = rows[i];
    if (next !== undefined && next.spans.length > 0)
      return { row: next.key, span: nearest(next.starts, place) };
  }
  return current;
}

function first(rows: readonly PlacedRow[]): Selection | undefined {
  const row = rows.find(({ spans }) => spans.length > 0);
  return row && { row: row.key, span: 0 };
}

function nearest(starts: Float64Array, place: number): number {
  let best = 0;
  for (let i = 1; i < starts.length; i += 1)
    if (Math.abs((starts[i] ?? 0) - place) < Math.abs((starts[best] ?? 0) - place)) best = i;
  return best;
}
