import {
  labelOf,
  noteOf,
  type Outcome,
  type Row,
  rowsOf,
  type Span,
  startOfWork,
  type Timeline,
  type TimeScale,
} from 'rx-swf/timeline';

/** A row with the places of its spans, from 0 to 1, so that drawing it at any zoom takes no search. */
export interface PlacedRow {
  readonly key: string;
  readonly row: Row;
  readonly label: string;
  readonly note: string;
  /** Spans by their start. */
  readonly spans: readonly Span[];
  readonly starts: Float64Array;
  readonly works: Float64Array;
  readonly ends: Float64Array;
  readonly outcome: Outcome;
}

/** Most rows; if there are more lanes, those of a type are drawn as one. */
export const mostRows = 400;

/** Returns the rows of a timeline, and how many lanes have none. */
export function placeRows(
  timeline: Timeline,
  scale: TimeScale,
  max = mostRows,
): { readonly rows: readonly PlacedRow[]; readonly omitted: number } {
  const { rows, omitted } = rowsOf(timeline, max);
  const seen = new Map<string, number>();
  return { rows: rows.map(row => placeRow(row, scale, seen)), omitted };
}

function placeRow(row: Row, scale: TimeScale, seen: Map<string, number>): PlacedRow {
  const { kind, id } = row.lane;
  const spans = isSorted(row.lane.spans)
    ? row.lane.spans
    : [...row.lane.spans].sort((a, b) => a.start - b.start);
  const base = `${row.depth} ${kind} ${id}`;
  // Two children may have lanes of the same names.
  const count = seen.get(base) ?? 0;
  seen.set(base, count + 1);
  return {
    key: `${base} ${count}`,
    row,
    label: labelOf(row),
    note: noteOf(row),
    spans,
    starts: Float64Array.from(spans, ({ start }) => scale.at(start)),
    works: Float64Array.from(spans, span => scale.at(startOfWork(kind, span))),
    ends: Float64Array.from(spans, ({ end }) => scale.at(end)),
    outcome: lastOutcome(spans),
  };
}

const isSorted = (spans: readonly Span[]): boolean =>
  spans.every(({ start }, i) => start >= (spans[i - 1]?.start ?? Number.NEGATIVE_INFINITY));

/** The outcome of the last span; of several lanes, too. */
const lastOutcome = (spans: readonly Span[]): Outcome => spans.at(-1)?.outcome ?? 'completed';
