import type { Figure, Ratios } from './measure.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Figures of contenders that did the same work, with a heading. */
export type Group = readonly [heading: string, figures: readonly Figure[]];

/** Prints rates, CPU times, their ratios, and allocations as a Markdown table. */
export const printFigures = (title: string, unit: string, figures: readonly Figure[]): void =>
  printGroups(title, unit, [['', figures]]);

/** Prints groups of figures as one table, with a row for each heading. */
export function printGroups(title: string, unit: string, groups: readonly Group[]): void {
  const head = ['', `${unit}/s`, 'ratio', 'quartiles', 'CPU each, µs', 'ratio', 'quartiles', 'allocated, kB'];
  const rows = groups.flatMap(([heading, figures]) => [
    ...(heading === '' ? [] : [[`**${heading}**`, ...head.slice(1).fill('')]]),
    ...figures.map(toRow),
  ]);
  printTable(title, head, rows);
}

function toRow({ name, rate, cpu, allocated }: Figure): string[] {
  const cells = ({ median, ratio, spread: [low, high] }: Ratios) => [
    whole.format(median),
    ratio.toFixed(2),
    `${low.toFixed(2)} to ${high.toFixed(2)}`,
  ];
  return [name, ...cells(rate), ...cells(cpu), Number.isNaN(allocated) ? '' : (allocated / 1000).toFixed(1)];
}

/** Formats bytes as megabytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** Formats bytes as kilobytes. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 2 ** 10).toFixed(2)} KB`;
}

/** Prints a Markdown table whose first column holds words and whose other columns hold figures. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = head.map((cell, i) => Math.max(cell.length, 4, ...rows.map(row => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  console.log(`\n${title}\n\n${[line(head), line(rule), ...rows.map(line)].join('\n')}`);
}
