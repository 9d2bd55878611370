import { type ExecutionRecord, stateOf, toneOf } from '../executions/ExecutionRecord.js';
import { columnsNamed } from '../frame/columns.js';
import type { Look } from '../frame/Look.js';
import { type Column, table } from '../frame/table.js';
import { ageText, durationText, timeText } from '../frame/times.js';

const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

/** Columns of the table of executions. `command.ts` has their names, as it may not load this file. */
export const columns: readonly Column<ExecutionRecord>[] = [
  { name: 'id', text: ({ workflowId }) => workflowId, minWidth: 12 },
  { name: 'type', text: ({ type }) => (type ? `${type.name}@${type.version}` : ''), minWidth: 10 },
  { name: 'state', text: stateOf, tone: toneOf },
  { name: 'started', text: ({ startTimestamp }, look) => timeText(dateOf(startTimestamp), look) },
  { name: 'age', text: ageOf, align: 'right' },
  { name: 'closed', text: ({ closeTimestamp }, look) => timeText(dateOf(closeTimestamp), look) },
  { name: 'reason', text: ({ reason = '' }) => reason, minWidth: 12 },
  { name: 'tags', text: ({ tagList = [] }) => tagList.join(','), minWidth: 8 },
  { name: 'run', text: ({ runId = '' }) => runId },
  { name: 'parent', text: ({ parent }) => parent?.workflowId ?? '', minWidth: 8 },
];

/** Returns how long an execution has been open, or was. */
function ageOf({ startTimestamp, closeTimestamp }: ExecutionRecord, look: Look): string {
  if (startTimestamp === undefined || closeTimestamp === undefined)
    return ageText(dateOf(startTimestamp), look);
  return durationText(Date.parse(closeTimestamp) - Date.parse(startTimestamp));
}

/** Renders a list of executions as a table. */
export function listView(records: readonly ExecutionRecord[], names: readonly string[], look: Look): string {
  return records.length === 0 ? 'No executions.\n' : table(records, columnsNamed(columns, names), look);
}
