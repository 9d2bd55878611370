import { map, type Observable } from 'rxjs';
import { adoptEvent, type Event } from '../../history/index.js';
import { fetchHistoryPage, WorkflowExecution } from '../../models/index.js';
import { requireMember } from '../../requests/index.js';
import { executionId } from '../../values/index.js';

/** Emits the last event of a closed run. */
export const closingEvent = (run: WorkflowExecution): Observable<Event> =>
  fetchHistoryPage(run.domain, run, { reverseOrder: true, pageSize: 1 }, undefined).pipe(
    map(({ items: [event] }) => adoptEvent(requireMember(event, 'events'))),
  );

/** Returns the run that continues a run, by its closing event; `undefined` if there is none. */
export function nextRun(
  { domain, workflowId }: WorkflowExecution,
  end: Event,
): WorkflowExecution | undefined {
  if (end.name !== 'WorkflowExecutionContinuedAsNew') return undefined;
  return new WorkflowExecution({
    domain,
    ...executionId({ workflowId, runId: end.attributes.newExecutionRunId }),
  });
}
