import type { MarbleRow } from 'rx-swf/remote';
import { marbleText } from './marbleText.js';

/** A value of a row as it is drawn: a circle, or a pill if its text is long. */
export interface Marble {
  /** Index in its row. */
  readonly index: number;
  /** Center, in pixels. */
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly turn: number;
  readonly at: string;
  readonly value: unknown;
  readonly eventId: number | undefined;
}

/** A row as it is drawn. */
export interface DrawnMarbles {
  readonly row: MarbleRow;
  /** Index of its colour; `undefined` for what waits only. All rows of a source have the same one. */
  readonly hue: number | undefined;
  /** Left end of the line: the subscription. */
  readonly begin: number;
  /** Right end of the line. */
  readonly end: number;
  /** Right end of the dashes behind an unsubscription. */
  readonly dashes: number;
  readonly marbles: readonly Marble[];
}

/** The columns of a diagram: one for each decision, as wide as its marbles need. */
export interface Columns {
  /** Left edges by turn, from 1; the last one is the right edge of the diagram. */
  readonly lefts: readonly number[];
  readonly width: number;
}

/** A diagram of rows. */
export interface MarbleLayout extends Columns {
  readonly rows: readonly DrawnMarbles[];
}

/** Height of a row in pixels. */
export const marbleRowHeight = 36;
/** Radius of a circle. */
export const radius = 12;
/** Radius of the circle of a value that is nothing, such as that of a timer. */
export const dot = 5;
/** Number of colours of sources. */
const hues = 8;

/** Width of a character in a marble. */
const character = 6.9;
/** Width of a column without marbles. */
const narrow = 34;
/** Room between marbles, and beside them. */
const space = 8;
/** Room that the subscription and the end of a row take. */
const signWidth = 14;

/** Returns the places of all rows. The moments of a decision share its column, in the order in which they happened. */
export function layoutMarbles(rows: readonly MarbleRow[], turns: number): MarbleLayout {
  const columns = columnsOf(rows, turns);
  const colors = huesOf(rows);
  return { ...columns, rows: rows.map(row => drawn(row, columns, colors.get(row.name))) };
}

function columnsOf(rows: readonly MarbleRow[], turns: number): Columns {
  const widths = new Array<number>(turns + 1).fill(narrow);
  for (const row of rows) {
    for (const [turn, needed] of roomOf(row))
      if (needed > (widths[turn] ?? Number.POSITIVE_INFINITY)) widths[turn] = needed;
  }
  const lefts = [0, 0];
  for (let turn = 1; turn <= turns; turn += 1) lefts.push((lefts[turn] ?? 0) + (widths[turn] ?? narrow));
  return { lefts, width: (lefts[turns + 1] ?? 0) + narrow };
}

/** Returns the room that a row needs in each of its columns. */
function roomOf({ begin, values, end }: MarbleRow): ReadonlyMap<number, number> {
  const room = new Map<number, number>();
  const add = (turn: number, width: number) => room.set(turn, (room.get(turn) ?? space) + width + space);
  add(begin.turn, signWidth);
  for (const { turn, value } of values) add(turn, widthOf(marbleText(value)));
  if (end !== undefined) add(end.turn, signWidth);
  return room;
}

function drawn(row: MarbleRow, { lefts, width }: Columns, hue: number | undefined): DrawnMarbles {
  const used = new Map<number, number>();
  const place = (turn: number, length: number): number => {
    const from = used.get(turn) ?? space;
    used.set(turn, from + length + space);
    return (lefts[turn] ?? 0) + from + length / 2;
  };
  const begin = place(row.begin.turn, signWidth);
  const marbles = row.values.map(({ turn, at, value, eventId }, index) => {
    const text = marbleText(value);
    const length = widthOf(text);
    return { index, x: place(turn, length), width: length, text, turn, at, value, eventId };
  });
  const last = width - narrow / 2;
  const end = row.end === undefined ? last : place(row.end.turn, signWidth);
  const dashes = row.end?.kind === 'cancel' ? Math.min(last, end + 3 * narrow) : end;
  return { row, hue, begin, end, dashes, marbles };
}

const widthOf = (text: string): number =>
  text === '' ? 2 * dot : Math.max(2 * radius, [...text].length * character + 14);

/** Kinds that have no colour of their own: they carry no values. The output is drawn apart, too. */
const plain: ReadonlySet<string> = new Set(['timer', 'marker', 'cancelRequest', 'output']);

/**
 * Returns the colours of sources by their names. A source has the one that its name stands for, or the next that is free,
 * so that it keeps it while the diagram grows.
 */
function huesOf(rows: readonly MarbleRow[]): ReadonlyMap<string, number> {
  const colors = new Map<string, number>();
  for (const { kind, name } of rows) {
    if (plain.has(kind) || colors.has(name)) continue;
    const taken = new Set(colors.values());
    let hue = hashOf(name) % hues;
    while (taken.has(hue) && taken.size < hues) hue = (hue + 1) % hues;
    colors.set(name, hue);
  }
  return colors;
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

/** Returns the turn whose column has a place, in pixels. */
export function turnAt({ lefts }: Columns, x: number): number {
  let [low, high] = [1, lefts.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lefts[middle] ?? Number.POSITIVE_INFINITY) <= x) low = middle;
    else high = middle - 1;
  }
  return Math.max(1, low);
}

/** Returns the part of a row that a window of pixels shows, so that long rows have few elements. */
export const visibleMarbles = ({ marbles }: DrawnMarbles, from: number, to: number): readonly Marble[] =>
  marbles.filter(({ x, width }) => x + width >= from && x - width <= to);
