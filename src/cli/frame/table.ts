import { fitText, padText, widthOf } from './fitText.js';
import { type Look, paint, type Tone } from './Look.js';
import { oneLine } from './oneLine.js';

/** A column of a table. */
export interface Column<Row> {
  /** Name for `--columns`, and the heading in upper case. */
  readonly name: string;
  readonly text: (row: Row, look: Look) => string;
  readonly tone?: (row: Row) => Tone | undefined;
  readonly align?: 'left' | 'right';
  /** Width down to which the column may be cut on a narrow terminal. @defaultValue never cut */
  readonly minWidth?: number;
}

const gap = '  ';
const widthOfAll = (widths: readonly number[]) =>
  widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));

/**
 * Renders rows as a table that fits the width of the look. If it is too wide, columns with a `minWidth` are
 * cut, the widest first; then columns are left out from the right.
 */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], look: Look): string {
  const cells = rows.map(row => columns.map(column => oneLine(column.text(row, look))));
  const headings = columns.map(({ name }) => name.toUpperCase());
  const natural = headings.map((heading, index) =>
    cells.reduce((most, row) => Math.max(most, widthOf(row[index] ?? '')), widthOf(heading)),
  );
  const widths = fitWidths(natural, columns, look.width);
  const line = (texts: readonly string[], toneOf: (index: number) => Tone | undefined) =>
    widths
      .map((width, index) => {
        const text = fitText(texts[index] ?? '', width);
        const isLast = index === widths.length - 1;
        const { align = 'left' } = columns[index] ?? {};
        const padded = isLast && align === 'left' ? text : padText(text, width, align);
        return paint(look, toneOf(index), padded);
      })
      .join(gap)
      .trimEnd();
  return [
    line(headings, () => 'strong'),
    ...rows.map((row, index) => line(cells[index] ?? [], column => columns[column]?.tone?.(row))),
  ]
    .map(text => `${text}\n`)
    .join('');
}

function fitWidths<Row>(
  natural: readonly number[],
  columns: readonly Column<Row>[],
  limit = Number.POSITIVE_INFINITY,
): readonly number[] {
  const widths = [...natural];
  const least = columns.map(({ minWidth }, index) =>
    minWidth === undefined ? (natural[index] ?? 0) : Math.min(minWidth, natural[index] ?? 0),
  );
  while (widths.length > 1 && widthOfAll(least.slice(0, widths.length)) > limit) widths.pop();
  while (widthOfAll(widths) > limit) {
    const spare = widths.map((width, index) => (width > (least[index] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (!spare[widest]) return widths.length === 1 ? [limit] : widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
