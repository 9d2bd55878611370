import { type Observable, of } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import { DurableExecution } from '../../workflows/index.js';
import type { Call } from './Call.js';
import { readRunQuery } from './readQuery.js';

/** Returns the ids of the execution that a call is about. */
export const idsOf = ({ workflowId, url }: Call): { readonly workflowId: string; readonly runId?: string } =>
  omitUndefined({ workflowId, runId: readRunQuery(url.searchParams) });

/** Returns the execution that a call is about. Without a run id, it is the open run, or else the last one. */
export const executionOf = (call: Call): DurableExecution<unknown> =>
  new DurableExecution<unknown>(new WorkflowExecution({ domain: call.gateway.domain, ...idsOf(call) }));

/** Emits the run that a call is about. */
export function runOf(call: Call): Observable<WorkflowExecution> {
  const execution = executionOf(call);
  return execution.runId === undefined ? execution.upstream() : of(execution);
}

/** Returns the ids of an execution, which SWF would not refuse. */
export function checkedIds(call: Call): ReturnType<typeof idsOf> {
  executionOf(call);
  return idsOf(call);
}
