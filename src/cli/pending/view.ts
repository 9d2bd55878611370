import type { TaskListRecord } from '../../streams/index.js';
import { type Count, typeKey } from '../../values/index.js';
import type { Look } from '../frame/Look.js';
import { type Column, table } from '../frame/table.js';
import { ageText } from '../frame/times.js';

const countText = ({ count, truncated }: Count) => `${count}${truncated ? '+' : ''}`;

const toneOf = ({ count }: Count) => (count === 0 ? 'faint' : 'warning');

const columns: readonly Column<TaskListRecord>[] = [
  { name: 'list', text: ({ taskList }) => taskList, minWidth: 12 },
  {
    name: 'decisions',
    text: ({ decisions }) => countText(decisions),
    tone: ({ decisions }) => toneOf(decisions),
    align: 'right',
  },
  {
    name: 'activities',
    text: ({ activities }) => countText(activities),
    tone: ({ activities }) => toneOf(activities),
    align: 'right',
  },
  {
    name: 'oldest open',
    text: ({ oldestOpen }, look) =>
      ageText(oldestOpen === undefined ? undefined : new Date(oldestOpen), look),
    align: 'right',
  },
  {
    name: 'types',
    text: ({ workflowTypes = [], activityTypes = [] }) =>
      [...workflowTypes, ...activityTypes].map(typeKey).join(', '),
    minWidth: 12,
  },
];

/** Renders task lists as a table. The columns of types are left out if none were read. */
export function pendingView(records: readonly TaskListRecord[], look: Look): string {
  if (records.length === 0) return 'No registered type of the domain has a default task list.\n';
  const hasTypes = records.some(({ workflowTypes }) => workflowTypes !== undefined);
  return table(records, hasTypes ? columns : columns.slice(0, 3), look);
}
