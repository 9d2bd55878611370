import type { Attributes, EventType, HistoryEvent } from '../api/events.js';
import { apply } from '../changes/index.js';
import { append } from '../history/append.js';
import { restoreClosedRun } from '../history/closedRuns.js';
import { newExecution, type StartedAttributes } from '../history/startExecution.js';
import type { Execution } from '../state/Execution.js';
import type { EventRow } from '../state/Journal.js';
import type { Region } from '../state/Region.js';
import type { Entry } from './rows.js';

/**
 * Replays a recorded entry, with its original time and serial numbers and without further consequences.
 *
 * @param events - JSON of the events of a closed execution
 */
export function replay(region: Region, entry: Entry, events: string): void {
  region.reach(entry.at);
  region.resume(entry.serial);
  if (entry.kind === 'event') replayEvent(region, entry, entry.serial);
  else if (entry.kind === 'closedRun') {
    restoreClosedRun(region, entry, (): HistoryEvent[] => JSON.parse(events));
  } else apply(region, entry);
}

function replayEvent(region: Region, row: EventRow, serial: number): void {
  const { runId, eventId, type } = row;
  // An event is stored with the attributes that are needed to record it.
  const attributes = row.attributes as Attributes<EventType>;
  const actual = region.asOf(row.time ?? region.now, () => {
    const execution = row.start === undefined ? region.executions.get(runId) : start(region, row, serial);
    if (execution?.open === undefined) throw new Error(`${type} for execution ${runId}, which is not open`);
    return append(execution, type, attributes);
  });
  if (actual !== eventId)
    throw new Error(`Expected event ${actual} of execution ${runId}, got event ${eventId}`);
}

function start(region: Region, { runId, attributes, start }: EventRow, serial: number): Execution {
  const { domain: name = '', workflowId = '' } = start ?? {};
  const domain = region.domains.get(name);
  if (domain === undefined) throw new Error(`Execution ${runId} of the unknown domain ${name}`);
  // An execution is assigned its own serial number before its first event is written.
  region.resume(serial - 1);
  return newExecution(domain, { workflowId, runId }, attributes as StartedAttributes);
}
