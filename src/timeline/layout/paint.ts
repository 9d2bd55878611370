import { type Outcome, outcomes } from '../model/Outcome.js';
import type { Lane, LaneKind, Span } from '../model/Timeline.js';
import type { TimeScale } from './timeScale.js';

/** What a column of a row shows. */
export interface Cell {
  readonly glyph: string;
  /** Outcome that gives the color; `undefined` for a part that is only a hint. */
  readonly outcome?: Outcome | undefined;
  /** The higher one is shown where two share a column. */
  readonly rank: number;
}

/** Glyphs of the ends of spans. Each has a meaning without its color. */
export const endGlyphs: Readonly<Record<Outcome, string>> = {
  completed: '✓',
  failed: '✗',
  timedOut: '!',
  canceled: '⊘',
  terminated: '■',
  abandoned: '?',
  open: '→',
};

/** Glyphs of what is not an end. */
export const glyphs = { waits: '░', runs: '█', execution: '─', moment: '◆', gap: '┊' } as const;

/** Kinds that happen at once. */
const moments: ReadonlySet<LaneKind> = new Set(['cancelRequest', 'signal', 'marker', 'unknown']);
/** Kinds that only wait: for a time, or for the answer of another execution. */
const waits: ReadonlySet<LaneKind> = new Set(['timer', 'externalSignal', 'externalCancel']);

const blank: Cell = Object.freeze({ glyph: ' ', rank: 0 });
const gapCell: Cell = Object.freeze({ glyph: glyphs.gap, rank: 3 });

/** Returns the column of each squeezed gap; none if there are too many for the marks to say anything. */
export function gapColumns({ squeezed, at }: TimeScale, columns: number): readonly number[] {
  if (squeezed.length > columns / 8) return [];
  return squeezed.map(({ start, end }) => columnOf((at(start) + at(end)) / 2, columns));
}

/** Returns the column of a place from 0 to 1. */
export const columnOf = (place: number, columns: number): number =>
  Math.min(columns - 1, Math.floor(place * columns));

/** Paints a lane. It takes O(columns) room, however many spans the lane has. */
export function paint(
  lane: Lane,
  scale: TimeScale,
  gaps: readonly number[],
  columns: number,
): readonly Cell[] {
  const cells: Cell[] = Array.from({ length: columns }, () => blank);
  const put = (column: number, cell: Cell) => {
    if (cell.rank > (cells[column]?.rank ?? Number.POSITIVE_INFINITY)) cells[column] = cell;
  };
  for (const column of gaps) put(column, gapCell);
  for (const span of lane.spans) {
    const { outcome } = span;
    const [from, to] = [columnOf(scale.at(span.start), columns), columnOf(scale.at(span.end), columns)];
    const running = columnOf(scale.at(startOfWork(lane.kind, span)), columns);
    const runs = lane.kind === 'execution' ? glyphs.execution : glyphs.runs;
    for (let column = from; column < to; column += 1)
      put(
        column,
        column < running ? { glyph: glyphs.waits, outcome, rank: 1 } : { glyph: runs, outcome, rank: 2 },
      );
    const rank = 4 + outcomes.length - outcomes.indexOf(outcome);
    put(to, { glyph: isMoment(lane.kind, span) ? glyphs.moment : endGlyphs[outcome], outcome, rank });
  }
  return cells;
}

/** Returns whether a span happened at once and well, as a signal does. */
export const isMoment = (kind: LaneKind, { outcome }: Span): boolean =>
  moments.has(kind) && outcome === 'completed';

/** Returns the time at which a span stops waiting. */
export function startOfWork(kind: LaneKind, { start, started, end, isPartial }: Span): number {
  if (waits.has(kind)) return end;
  return started ?? (kind === 'execution' || isPartial ? start : end);
}
