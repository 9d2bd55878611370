import { checkOptions, type OptionNames } from '../../requests/checks/checkOptions.js';
import { checkCount } from '../../values/index.js';
import { labelOf } from '../layout/labelOf.js';
import { noteOf, wordOf } from '../layout/noteOf.js';
import { type Cell, endGlyphs, gapColumns, glyphs, paint } from '../layout/paint.js';
import { type Row, rowsOf } from '../layout/rowsOf.js';
import { timeScale } from '../layout/timeScale.js';
import { titleOf } from '../layout/titleOf.js';
import type { Outcome } from '../model/Outcome.js';
import type { Timeline } from '../model/Timeline.js';
import { cutMiddle, cutTo, displayWidth, padTo } from '../text/displayWidth.js';
import { printable } from '../text/printable.js';
import { ruler } from '../text/ruler.js';

/** Options of {@link toText}. */
export interface TextOptions {
  /** Columns of a line, 40 to 1,000. @defaultValue 80 */
  readonly width?: number | undefined;
  /** `true` to add ANSI colors. @defaultValue false */
  readonly color?: boolean | undefined;
  /** `true` to show idle times in their full length. @defaultValue false */
  readonly wide?: boolean | undefined;
  /** Maximum number of rows. If there are more, those of a type are drawn as one. @defaultValue 60 */
  readonly rows?: number | undefined;
  /** `false` to leave out the explanation of the glyphs. @defaultValue true */
  readonly legend?: boolean | undefined;
  /** Renders the time at which it began. @defaultValue ISO time in UTC */
  readonly time?: ((time: Date) => string) | undefined;
}

const optionNames: OptionNames<TextOptions> = {
  width: true,
  color: true,
  wide: true,
  rows: true,
  legend: true,
  time: true,
};

/**
 * Draws a timeline as text: a row for each lane, a bar for each span, the duration, and the reason or the result. Nothing
 * in it is more than `width` columns wide. Names with control characters are harmless: these are replaced.
 *
 * @throws `InvalidArgumentError` if an option is not valid
 * @example
 * ```ts
 * import type { History } from 'rx-swf';
 * import { timelineOf, toText } from 'rx-swf/timeline';
 *
 * export const draw = (history: History) =>
 *   toText(timelineOf(history), { width: process.stdout.columns ?? 80, color: process.stdout.isTTY });
 * ```
 */
export function toText(timeline: Timeline, options: TextOptions = {}): string {
  checkOptions('toText()', options, optionNames);
  const { width = 80, color = false, wide = false, rows: maxRows = 60, legend = true, time } = options;
  checkCount('width', width, 40, 1_000);
  checkCount('rows', maxRows, 1);
  const { rows, omitted } = rowsOf(timeline, maxRows);
  const labels = rows.map(row => printable('  '.repeat(Math.min(row.depth, 4)) + labelOf(row)));
  const notes = width < 72 ? [] : rows.map(row => printable(noteOf(row)));
  const labelWidth = Math.min(widest(labels), Math.floor(width * 0.35));
  const noteWidth = Math.min(widest(notes), Math.floor(width * 0.3));
  const columns = width - labelWidth - 1 - (noteWidth > 0 ? noteWidth + 1 : 0);
  const scale = timeScale(timeline, { wide });
  const gaps = gapColumns(scale, columns);
  const painted = rows.map(({ lane }) => paint(lane, scale, gaps, columns));
  const lines = rows.map((_, i) => {
    const bar = drawn(painted[i] ?? [], color);
    const note = cutTo(notes[i] ?? '', noteWidth);
    return `${padTo(cutMiddle(labels[i] ?? '', labelWidth), labelWidth)} ${bar}${note === '' ? '' : ` ${note}`}`.trimEnd();
  });
  return [
    ...titleOf(timeline, time).map(line => cutTo(printable(line), width)),
    ...(rows.length > 0 ? [`${' '.repeat(labelWidth)} ${ruler(timeline, scale, columns)}`] : []),
    ...lines,
    ...(omitted > 0 ? [`… and ${omitted} more`] : []),
    ...(legend ? legendOf(rows, painted, width) : []),
  ].join('\n');
}

const widest = (texts: readonly string[]) =>
  texts.reduce((width, text) => Math.max(width, displayWidth(text)), 0);

const colors: Readonly<Record<Outcome, number>> = {
  completed: 32,
  failed: 31,
  timedOut: 31,
  terminated: 31,
  canceled: 33,
  abandoned: 90,
  open: 36,
};

/** Returns the text of cells. Neighbors of one color share its escape sequence. */
function drawn(cells: readonly Cell[], color: boolean): string {
  if (!color) return cells.map(({ glyph }) => glyph).join('');
  let text = '';
  let code = 0;
  for (const { glyph, outcome } of cells) {
    const next = glyph === ' ' ? code : outcome === undefined ? 90 : colors[outcome];
    if (next !== code) text += `\u001b[${next}m`;
    code = next;
    text += glyph;
  }
  return code === 0 ? text : `${text}\u001b[39m`;
}

/** Returns the lines that explain the glyphs in use. */
function legendOf(
  rows: readonly Row[],
  painted: readonly (readonly Cell[])[],
  width: number,
): readonly string[] {
  if (rows.length === 0) return [];
  const used = new Set(painted.flatMap(cells => cells.map(({ glyph }) => glyph)));
  const meanings: readonly (readonly [string, string])[] = [
    [glyphs.waits, 'waits'],
    [glyphs.runs, 'runs'],
    ...Object.entries(endGlyphs).map(([outcome, glyph]) => [glyph, wordOf(outcome)] as const),
    [glyphs.moment, 'happens'],
    [glyphs.gap, 'idle time, shortened'],
  ];
  const lines: string[] = [];
  for (const [glyph, meaning] of meanings) {
    if (!used.has(glyph)) continue;
    const entry = `${glyph} ${meaning}`;
    const line = lines.at(-1);
    if (line === undefined || line.length + entry.length + 2 > width) lines.push(entry);
    else lines[lines.length - 1] = `${line}  ${entry}`;
  }
  return lines;
}
