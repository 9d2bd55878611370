import type { TypeRecord } from '../../streams/index.js';
import type { Look } from '../frame/Look.js';
import { type Column, table } from '../frame/table.js';
import { timeText } from '../frame/times.js';

const columns: readonly Column<TypeRecord>[] = [
  { name: 'kind', text: ({ kind }) => kind },
  { name: 'type', text: ({ name, version }) => `${name}@${version}`, minWidth: 12 },
  {
    name: 'status',
    text: ({ status }) => status.toLowerCase(),
    tone: ({ status }) => (status === 'DEPRECATED' ? 'faint' : undefined),
  },
];

const plain: readonly Column<TypeRecord>[] = [
  {
    name: 'created',
    text: ({ creationDate }, look) =>
      timeText(creationDate === undefined ? undefined : new Date(creationDate), look),
  },
  { name: 'description', text: ({ description = '' }) => description, minWidth: 12 },
];

const withDefaults: readonly Column<TypeRecord>[] = [
  {
    name: 'defaults',
    text: ({ defaults = {} }) =>
      Object.entries(defaults)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    minWidth: 20,
  },
];

/** Renders types as a table, with or without their defaults. */
export const typesView = (records: readonly TypeRecord[], hasDefaults: boolean, look: Look): string =>
  records.length === 0
    ? 'No types.\n'
    : table(records, [...columns, ...(hasDefaults ? withDefaults : plain)], look);
