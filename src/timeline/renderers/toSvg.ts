import { checkOptions, type OptionNames } from '../../requests/checks/checkOptions.js';
import { checkCount } from '../../values/index.js';
import { describeSpan } from '../layout/describeSpan.js';
import { labelOf } from '../layout/labelOf.js';
import { noteOf } from '../layout/noteOf.js';
import { endGlyphs, gapColumns, isMoment, paint, startOfWork } from '../layout/paint.js';
import { type Row, rowsOf } from '../layout/rowsOf.js';
import { type TimeScale, timeScale } from '../layout/timeScale.js';
import { titleOf } from '../layout/titleOf.js';
import type { Span, Timeline } from '../model/Timeline.js';
import { cutMiddle, cutTo } from '../text/displayWidth.js';
import { printable } from '../text/printable.js';
import { ruler } from '../text/ruler.js';
import { styles } from './styles.js';

/** Options of {@link toSvg}. */
export interface SvgOptions {
  /** Width in pixels, 320 to 10,000. @defaultValue 960 */
  readonly width?: number | undefined;
  /** `true` to show idle times in their full length. @defaultValue false */
  readonly wide?: boolean | undefined;
  /** Maximum number of rows. If there are more, those of a type are drawn as one. @defaultValue 200 */
  readonly rows?: number | undefined;
}

const optionNames: OptionNames<SvgOptions> = { width: true, wide: true, rows: true };

const rowHeight = 20;
/** Room above the rows: for the title, the second line of it, and the times. */
const top = 64;
/** Width of a character of the font, which is monospaced. */
const character = 7.25;
/** Number of spans from which on a row is drawn as a whole, column by column. */
const manySpans = 400;

/**
 * Draws a timeline as an SVG document of its own: with its styles, for light and dark pages, and with the facts of each
 * span as a tooltip. All texts are escaped.
 *
 * @throws `InvalidArgumentError` if an option is not valid
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs';
 * import type { History } from 'rx-swf';
 * import { timelineOf, toSvg } from 'rx-swf/timeline';
 *
 * export const save = (history: History) => writeFileSync('album-7.svg', toSvg(timelineOf(history)));
 * ```
 */
export function toSvg(timeline: Timeline, options: SvgOptions = {}): string {
  checkOptions('toSvg()', options, optionNames);
  const { width = 960, wide = false, rows: maxRows = 200 } = options;
  checkCount('width', width, 320, 10_000);
  checkCount('rows', maxRows, 1);
  const { rows, omitted } = rowsOf(timeline, maxRows);
  const scale = timeScale(timeline, { wide });
  const left = Math.round(width * 0.24);
  const chart: Chart = { left, length: width - left - Math.round(width * 0.22), scale };
  const height = top + rows.length * rowHeight + (omitted > 0 ? rowHeight : 0) + 8;
  const [title = '', subtitle = ''] = titleOf(timeline);
  const bottom = height - 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${styles}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    textAt(8, 18, shortened(title, width - 16), 'title'),
    textAt(8, 36, shortened(subtitle, width - 16), 'hint'),
    rows.length > 0 ? times(timeline, chart) : '',
    ...gapLines(chart, top - 6, bottom),
    ...rows.map((row, i) => rowAt(row, top + i * rowHeight, chart, width)),
    omitted > 0 ? textAt(8, bottom - 6, `… and ${omitted} more`, 'hint') : '',
    '</svg>',
  ]
    .filter(line => line !== '')
    .join('\n');
}

interface Chart {
  readonly left: number;
  readonly length: number;
  readonly scale: TimeScale;
}

/** Marks the shortened idle times. */
function gapLines({ left, length, scale }: Chart, from: number, to: number): readonly string[] {
  const columns = Math.floor(length / character);
  return gapColumns(scale, columns).map(column => {
    const x = placed(left + ((column + 0.5) * length) / columns);
    return `<line class="gap" x1="${x}" x2="${x}" y1="${from}" y2="${to}"/>`;
  });
}

const xOf = (time: number, { left, length, scale }: Chart) => left + scale.at(time) * length;

function rowAt(row: Row, y: number, chart: Chart, width: number): string {
  const indent = 8 + Math.min(row.depth, 4) * 14;
  const label = labelOf(row);
  const right = chart.left + chart.length + 16;
  return [
    `<g>`,
    textAt(indent, y + 14, cutMiddle(printable(label), columnsOf(chart.left - indent - 8)), 'label', label),
    row.lane.spans.length > manySpans ? wholeRow(row, y, chart) : spansOf(row, label, y, chart),
    textAt(right, y + 14, shortened(noteOf(row), width - right - 8), 'hint', noteOf(row)),
    '</g>',
  ].join('');
}

const spansOf = ({ lane }: Row, label: string, y: number, chart: Chart) =>
  lane.spans
    .map(
      span => `<g class="${span.outcome}">${shapeOf(span, lane.kind, y, chart)}${tooltip(label, span)}</g>`,
    )
    .join('');

function shapeOf(span: Span, kind: Row['lane']['kind'], y: number, chart: Chart): string {
  const [from, work, to] = [span.start, startOfWork(kind, span), span.end].map(time => xOf(time, chart));
  if (from === undefined || work === undefined || to === undefined) return '';
  const x = placed(to);
  if (isMoment(kind, span)) return `<path d="M${x} ${y + 5}l5 5l-5 5l-5-5z"/>`;
  const waits = work > from ? bar('waits', from, work, y + 7, 6) : '';
  const runs = bar(kind === 'execution' ? 'execution' : 'runs', work, Math.max(to, work + 1.5), y + 4, 12);
  // Colors alone would not tell everyone how it ended.
  const end = span.outcome === 'completed' ? '' : textAt(x + 1, y + 14, endGlyphs[span.outcome], 'end');
  return `${waits}${runs}${end}`;
}

const bar = (name: string, from: number, to: number, y: number, height: number) =>
  `<rect class="${name}" x="${placed(from)}" y="${y}" width="${placed(to - from)}" height="${height}"/>`;

/** Draws a row of many spans in O(columns). */
function wholeRow({ lane }: Row, y: number, chart: Chart): string {
  const columns = Math.floor(chart.length / 3);
  const wide = chart.length / columns;
  return paint(lane, chart.scale, [], columns)
    .map(({ outcome }, i) => {
      if (outcome === undefined) return '';
      const x = chart.left + i * wide;
      return `<g class="${outcome}">${bar('runs', x, x + wide, y + 4, 12)}</g>`;
    })
    .join('');
}

/** Draws the times, which the ruler places by characters. */
function times(timeline: Timeline, { left, length, scale }: Chart): string {
  const columns = Math.floor(length / character);
  const line = ruler(timeline, scale, columns);
  return [...line.matchAll(/\S+/g)]
    .map(({ 0: label, index }) => textAt(left + (index * length) / columns, top - 10, label, 'hint'))
    .join('');
}

const tooltip = (label: string, span: Span) =>
  `<title>${describeSpan(label, span).map(escaped).join('\n')}</title>`;

function textAt(x: number, y: number, text: string, name: string, whole = text): string {
  const title = whole === text ? '' : `<title>${escaped(whole)}</title>`;
  return text === '' ? '' : `<text class="${name}" x="${placed(x)}" y="${y}">${title}${escaped(text)}</text>`;
}

const columnsOf = (width: number) => Math.floor(width / character);

const shortened = (text: string, width: number) => cutTo(printable(text), columnsOf(width));

/** Returns a coordinate with at most one decimal. */
const placed = (x: number) => Math.round(x * 10) / 10;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => printable(text).replace(/[&<>"']/g, sign => entities[sign] ?? sign);
