import type { TypeKind, TypeName } from './Change.js';
import type { Row } from './Journal.js';

/** Under which name the history of an execution is written down. */
export const runName = (runId: string): string => `run ${runId}`;

/** Under which name the latest heartbeat of an activity task is written down. */
export const heartbeatName = (runId: string, scheduledEventId: number): string =>
  `heartbeat ${runId} ${scheduledEventId}`;

/** Under which names a type and its status are written down. */
export const typeName = (kind: TypeKind | `${TypeKind}Status`, { domain, name, version }: TypeName): string =>
  `${kind} ${domain}\u0000${name}\u0000${version}`;

/** Under which name a row is written down. */
export function nameOf(row: Row): string {
  switch (row.kind) {
    case 'event':
      return runName(row.runId);
    case 'heartbeat':
      return heartbeatName(row.runId, row.scheduledEventId);
    case 'domain':
    case 'domainStatus':
    case 'tags':
      return `${row.kind} ${row.domain}`;
    default:
      return typeName(row.kind, row);
  }
}
