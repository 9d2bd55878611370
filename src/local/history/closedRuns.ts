import type { HistoryEvent } from '../api/events.js';
import { Execution } from '../state/Execution.js';
import type { ClosedRunRow } from '../state/Journal.js';
import type { Region } from '../state/Region.js';
import { forgetExpired } from './views/executions.js';

/** Returns the row of an execution without its events, or undefined if it is open. */
export function closedRunOf(source: Execution): ClosedRunRow | undefined {
  const { domain, execution, workflowType, configuration, tagList, parent, closed } = source;
  if (closed === undefined) return undefined;
  const { startedAt, serial, latestActivityAt, latestExecutionContext } = source;
  // Its children were only needed to apply its child policy.
  const { children: _, ...own } = closed;
  return {
    kind: 'closedRun',
    runId: execution.runId,
    domain: domain.name,
    details: { execution, workflowType, configuration, tagList, parent },
    past: { startedAt, serial, latestActivityAt, latestExecutionContext },
    closed: own,
  };
}

/** Restores a closed execution from its row. Its events are read when they are first used. */
export function restoreClosedRun(region: Region, row: ClosedRunRow, readEvents: () => HistoryEvent[]): void {
  const { details, past, closed } = row;
  const domain = region.domains.get(row.domain);
  if (domain === undefined) throw new Error(`Execution ${row.runId} of the unknown domain ${row.domain}`);
  const execution = new Execution(domain, details, {
    ...past,
    closed: { ...closed, children: [] },
    readEvents,
  });
  region.executions.set(row.runId, execution);
  domain.visibility.restored(execution);
  forgetExpired(domain);
}
