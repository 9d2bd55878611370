import type { TypeKind, TypeName } from './Change.js';
import type { ClosedRunRow, Row } from './Journal.js';

/** Returns the journal name of an execution's history: the run id, which contains no space, unlike all others. */
export const runName = (runId: string): string => runId;

/** Returns the journal name of the latest heartbeat of an activity task. */
export const heartbeatName = (runId: string, scheduledEventId: number): string =>
  `heartbeat ${runId} ${scheduledEventId}`;

/** Returns the journal name of a started task that is offered again. */
export const offerName = (runId: string, scheduledEventId: number): string =>
  `offer ${runId} ${scheduledEventId}`;

/** Returns the journal name of a type or of its status. */
export const typeName = (kind: TypeKind | `${TypeKind}Status`, { domain, name, version }: TypeName): string =>
  `${kind} ${domain}\u0000${name}\u0000${version}`;

/** Returns the journal name of a row. */
export function nameOf(row: Row | ClosedRunRow): string {
  switch (row.kind) {
    case 'event':
    case 'closedRun':
      return runName(row.runId);
    case 'heartbeat':
      return heartbeatName(row.runId, row.scheduledEventId);
    case 'offer':
      return offerName(row.runId, row.scheduledEventId);
    case 'domain':
    case 'domainStatus':
    case 'tags':
      return `${row.kind} ${row.domain}`;
    default:
      return typeName(row.kind, row);
  }
}
