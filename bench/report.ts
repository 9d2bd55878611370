import type { Figure, Ratios } from './measure.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Prints rates, CPU times and their ratios as a Markdown table. */
export function printFigures(title: string, unit: string, figures: readonly Figure[]): void {
  const cells = ({ median, ratio, spread: [low, high] }: Ratios) => [
    whole.format(median),
    ratio.toFixed(3),
    `${low.toFixed(3)} to ${high.toFixed(3)}`,
  ];
  printTable(
    title,
    ['', `${unit}/s`, 'ratio', 'quartiles', 'CPU each, µs', 'ratio', 'quartiles'],
    figures.map(({ name, rate, cpu }) => [name, ...cells(rate), ...cells(cpu)]),
  );
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
