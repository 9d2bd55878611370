import type { HistoryEvent } from '../api/events.js';
import { fromWireTime } from '../api/wire.js';
import { recordPast } from '../history/recordPast.js';
import { newExecution, type StartedAttributes } from '../history/startExecution.js';
import type { Domain } from '../state/Domain.js';
import type { Execution } from '../state/Execution.js';

/** Creates an execution with the events of its recorded history. Nothing follows from them. */
export function takeOver(
  domain: Domain,
  ids: { readonly workflowId: string; readonly runId: string },
  events: readonly HistoryEvent[],
): Execution {
  const [first] = events;
  const started = first?.workflowExecutionStartedEventAttributes;
  if (first === undefined || started === undefined) throw new Error('A history begins with its start');
  const execution = domain.region.asOf(fromWireTime(first.eventTimestamp), () =>
    // A recorded start has all options resolved.
    newExecution(domain, ids, started as StartedAttributes),
  );
  for (const event of events) recordPast(execution, event);
  return execution;
}
