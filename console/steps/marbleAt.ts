import { type DrawnMarbles, type Marble, marbleRowHeight } from './layoutMarbles.js';

/** What a pointer is at. */
export interface Pointed {
  readonly drawn: DrawnMarbles;
  readonly index: number;
  /** The value, or `undefined` for the end of the row. */
  readonly marble: Marble | undefined;
}

/** Pixels by which a pointer may miss a marble or the sign of an end. */
const tolerance = 6;

/** Returns the marble or the end of a row at a pixel. */
export function marbleAt(rows: readonly DrawnMarbles[], x: number, y: number): Pointed | undefined {
  const index = Math.floor(y / marbleRowHeight);
  const drawn = rows[index];
  if (drawn === undefined) return undefined;
  const marble = drawn.marbles.find(one => Math.abs(x - one.x) <= one.width / 2 + tolerance);
  if (marble !== undefined) return { drawn, index, marble };
  const isEnd = drawn.row.end !== undefined && Math.abs(x - drawn.end) <= tolerance + 8;
  return isEnd ? { drawn, index, marble: undefined } : undefined;
}
