import { formatDuration } from '../layout/formatDuration.js';
import { columnOf } from '../layout/paint.js';
import type { TimeScale } from '../layout/timeScale.js';
import type { Timeline } from '../model/Timeline.js';

/** Columns between two labels. */
const space = 3;

/** Returns a line with the times since the start at which something begins, above their columns. */
export function ruler({ start, end, lanes }: Timeline, { squeezed, at }: TimeScale, columns: number): string {
  const last = formatDuration(end - start);
  const lastColumn = columns - last.length;
  const afterGaps = squeezed.map(gap => gap.end);
  const starts = lanes.flatMap(({ spans }) => spans.map(span => span.start));
  const placed = new Set(['0s', last]);
  let line = '0s';
  const place = (times: readonly number[]) => {
    for (const time of times) {
      const column = columnOf(at(time), columns);
      const label = formatDuration(time - start);
      // Two labels of the same text would look as if no time had passed between them.
      if (placed.has(label) || column + label.length + space > lastColumn) continue;
      if (!isFree(line, column - space, column + label.length + space)) continue;
      placed.add(label);
      line = line.padEnd(column).slice(0, column) + label + line.slice(column + label.length);
    }
  };
  place(afterGaps);
  place(starts.sort((a, b) => a - b));
  if (end === start || lastColumn < line.trimEnd().length + 1) return line.slice(0, columns);
  return line.padEnd(lastColumn) + last;
}

const isFree = (line: string, from: number, to: number) =>
  line.slice(Math.max(0, from), to).trim() === '' && from >= 0;
