import type { Look } from '../frame/Look.js';
import { table } from '../frame/table.js';

/** A domain, as commands print it in JSON. */
export interface DomainRecord {
  readonly name: string;
  readonly status: 'REGISTERED' | 'DEPRECATED';
  readonly description?: string;
  readonly arn?: string;
}

/** Renders domains as a table. */
export function domainsView(records: readonly DomainRecord[], look: Look): string {
  if (records.length === 0) return 'No domains.\n';
  return table(
    records,
    [
      { name: 'name', text: ({ name }) => name, minWidth: 12 },
      {
        name: 'status',
        text: ({ status }) => status.toLowerCase(),
        tone: ({ status }) => (status === 'DEPRECATED' ? 'faint' : undefined),
      },
      { name: 'description', text: ({ description = '' }) => description, minWidth: 12 },
    ],
    look,
  );
}
