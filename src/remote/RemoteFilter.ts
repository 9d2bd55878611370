import type { ExecutionSelection } from '../streams/index.js';

/** Executions to list, as `rx-swf list` selects them. Times are dates. */
export interface RemoteFilter extends ExecutionSelection {
  /** Largest number of executions, 1 to 10,000. @defaultValue 100 */
  readonly limit?: number;
}

/** Returns the query of a filter, or of other options, with its names in order, so that equal filters have equal queries. */
export function queryOf(filter: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) query.append(name, textOf(one));
  const text = `${query}`;
  return text === '' ? '' : `?${text}`;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null && 'name' in value)
    return 'version' in value && value.version !== undefined
      ? `${value.name}@${value.version}`
      : `${value.name}`;
  return String(value);
}
