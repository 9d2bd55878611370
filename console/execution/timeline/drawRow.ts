import { endGlyphs, isMoment, type Outcome } from 'rx-swf/timeline';
import type { PlacedRow } from './placeRows.js';
import type { Window } from './Viewport.js';

/** A path of a row: all of its parts that look the same. */
export interface RowPath {
  readonly part: 'waits' | 'runs' | 'moment';
  readonly outcome: Outcome;
  readonly d: string;
}

/** A sign behind a span that did not complete: colors alone would not tell everyone. */
export interface EndMark {
  readonly x: number;
  readonly glyph: string;
  readonly outcome: Outcome;
}

/** A row as it is drawn. */
export interface DrawnRow {
  readonly paths: readonly RowPath[];
  readonly marks: readonly EndMark[];
  /** Pixel behind the last visible part; a note fits there if there is room. */
  readonly right: number;
}

/** Height of a row in pixels. */
export const rowHeight = 24;

const shapes = {
  waits: { top: 9.5, height: 5 },
  runs: { top: 6, height: 12 },
  execution: { top: 10, height: 4 },
} as const;

/** Smallest width of a span in pixels. */
const thinnest = 2;
/** Pixels between two signs. */
const apart = 12;

/**
 * Returns the paths of the part of a row that a window shows, in pixels. Spans that share a pixel share a rectangle, so
 * that a row of thousands of spans has a few hundred at most.
 */
export function drawRow(placed: PlacedRow, { from, to }: Window, width: number): DrawnRow {
  const { row, spans, starts, works, ends } = placed;
  const paths = new Paths();
  const marks: EndMark[] = [];
  const x = (place: number) => ((place - from) / (to - from)) * width;
  let right = 0;
  let lastMark = Number.NEGATIVE_INFINITY;
  for (const [i, span] of spans.entries()) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (end < from || start > to) continue;
    const { outcome } = span;
    const [left, work, until] = [x(start), x(works[i] ?? 0), x(end)];
    right = Math.max(right, Math.min(width, until));
    if (isMoment(row.lane.kind, span)) {
      paths.diamond(outcome, until);
      right += 6;
      continue;
    }
    const isExecution = row.lane.kind === 'execution';
    if (work > left) paths.bar('waits', outcome, clip(left, width), clip(work, width), shapes.waits);
    const shape = isExecution ? shapes.execution : shapes.runs;
    if (until >= 0)
      paths.bar('runs', outcome, clip(work, width), clip(Math.max(until, work + thinnest), width), shape);
    if (outcome === 'completed' || outcome === 'open' || until > width + 4) continue;
    right = Math.max(right, until + apart);
    if (until - lastMark < apart) continue;
    lastMark = until;
    marks.push({ x: until + 2, glyph: endGlyphs[outcome], outcome });
  }
  return { paths: paths.all, marks, right };
}

/** Keeps coordinates near the drawing, since browsers draw huge ones inexactly. */
const clip = (x: number, width: number) => Math.min(Math.max(x, -8), width + 8);

interface Shape {
  readonly top: number;
  readonly height: number;
}

interface OpenBar extends Shape {
  from: number;
  to: number;
}

/** Parts from the back to the front. */
const order: readonly RowPath['part'][] = ['waits', 'runs', 'moment'];

/** Collects rectangles by look, and joins those that touch. */
class Paths {
  readonly #parts = new Map<string, string[]>();
  readonly #bars = new Map<string, OpenBar>();
  readonly #diamonds = new Map<string, number>();

  bar(part: 'waits' | 'runs', outcome: Outcome, from: number, to: number, shape: Shape): void {
    const key = `${part} ${outcome}`;
    const open = this.#bars.get(key);
    if (open !== undefined && from <= open.to + 0.5) {
      open.to = Math.max(open.to, to);
      return;
    }
    this.#close(key);
    this.#bars.set(key, { from, to, ...shape });
  }

  diamond(outcome: Outcome, x: number): void {
    const key = `moment ${outcome}`;
    if (x - (this.#diamonds.get(key) ?? Number.NEGATIVE_INFINITY) < 2) return;
    this.#diamonds.set(key, x);
    this.#add(key, `M${round(x - 5)} 12l5-5l5 5l-5 5z`);
  }

  get all(): readonly RowPath[] {
    for (const key of this.#bars.keys()) this.#close(key);
    const paths = [...this.#parts].map(([key, parts]) => {
      const [part = '', outcome = ''] = key.split(' ');
      return { part, outcome, d: parts.join('') } as RowPath;
    });
    // What waits while another span of the row runs is behind that.
    return paths.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  }

  #close(key: string): void {
    const bar = this.#bars.get(key);
    if (bar === undefined) return;
    const width = Math.max(thinnest, bar.to - bar.from);
    this.#add(key, `M${round(bar.from)} ${bar.top}h${round(width)}v${bar.height}h${round(-width)}z`);
  }

  #add(key: string, path: string): void {
    const parts = this.#parts.get(key);
    if (parts === undefined) this.#parts.set(key, [path]);
    else parts.push(path);
  }
}

const round = (value: number) => Math.round(value * 10) / 10;
