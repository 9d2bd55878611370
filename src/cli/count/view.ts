import type { Look } from '../frame/Look.js';
import { table } from '../frame/table.js';

/** A number of executions. SWF stops counting at some number; the count is then truncated. */
export interface CountRecord {
  readonly state: string;
  readonly count: number;
  readonly truncated: boolean;
}

/** Renders counts as a table, with a total if there are several. */
export function countView(records: readonly CountRecord[], look: Look): string {
  const total = {
    state: 'all',
    count: records.reduce((sum, { count }) => sum + count, 0),
    truncated: records.some(({ truncated }) => truncated),
  };
  return table(
    records.length > 1 ? [...records, total] : records,
    [
      { name: 'state', text: ({ state }) => state },
      { name: 'count', text: ({ count, truncated }) => `${count}${truncated ? '+' : ''}`, align: 'right' },
    ],
    look,
  );
}
