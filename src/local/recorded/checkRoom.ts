import { closingEvents, type HistoryEvent } from '../api/events.js';
import type { Region } from '../state/Region.js';
import { ImportError } from './ImportError.js';
import { endOf, type Source } from './Source.js';

/** Where a recorded execution is to be restored. */
export interface Place {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly retentionPeriod: string;
  readonly source: Source;
}

const day = 86_400_000;

/** Throws an `ImportError` if the region can't hold this run. */
export function checkRoom(
  region: Region,
  { domain, workflowId, runId, retentionPeriod, source }: Place,
): void {
  const last = source.events.at(-1);
  const isClosed = last !== undefined && closingEvents.has(last.eventType);
  if (region.executions.has(runId)) {
    throw exists(`The run ${runId} of ${workflowId} is already in this service`, 'Set another runId');
  }
  const open = region.domains.get(domain)?.openExecutions;
  if (!isClosed && open?.has(workflowId)) {
    const problem = `Domain ${domain} already has an open execution with the workflowId ${workflowId}`;
    throw exists(problem, 'Close it, or set another workflowId or domain');
  }
  for (const [id, child] of isClosed ? [] : childrenOf(source.events)) {
    const other = open?.get(child);
    const isOwn = other?.execution.runId === id && other.parent?.execution.runId === runId;
    if (other === undefined || isOwn) continue;
    const problem = `Domain ${domain} already has an open execution with the workflowId ${child}, which is that of a child`;
    throw exists(problem, 'Close it, or set another domain');
  }
  const kept = retentionPeriod === 'NONE' ? 0 : Number(retentionPeriod) * day;
  const end = endOf(source);
  if (!isClosed || end + kept > Math.max(region.now, end)) return;
  throw new ImportError(
    'EXPIRED',
    `The execution ${workflowId} closed on ${new Date(end).toISOString()}, longer ago than domain ${domain} keeps it (${retentionPeriod} days). Fork it instead.`,
  );
}

const exists = (problem: string, advice: string) => new ImportError('EXISTS', `${problem}. ${advice}.`);

/** The workflow ids of the open children, by their run ids. */
function childrenOf(events: readonly HistoryEvent[]): Map<string, string> {
  const open = new Map<number, { readonly workflowId: string; readonly runId: string }>();
  for (const event of events) {
    const started = event.childWorkflowExecutionStartedEventAttributes;
    if (started !== undefined) open.set(started.initiatedEventId, started.workflowExecution);
    const ended =
      event.childWorkflowExecutionCompletedEventAttributes ??
      event.childWorkflowExecutionFailedEventAttributes ??
      event.childWorkflowExecutionCanceledEventAttributes ??
      event.childWorkflowExecutionTimedOutEventAttributes ??
      event.childWorkflowExecutionTerminatedEventAttributes;
    if (ended !== undefined) open.delete(ended.initiatedEventId);
  }
  return new Map(Array.from(open.values(), ({ runId, workflowId }) => [runId, workflowId]));
}
