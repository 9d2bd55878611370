import { type Observable, of } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import { DurableExecution } from '../../workflows/index.js';
import type { Call } from './Call.js';
import { readRunQuery } from './readQuery.js';

/** Ids of an execution; without a run id, of its open run, or else of the last one. */
export interface ExecutionIds {
  readonly workflowId: string;
  readonly runId?: string;
}

/** Returns the ids of the execution that a call is about. The other parameters have been checked. */
export const idsOf = ({ workflowId, url }: Call): ExecutionIds =>
  omitUndefined({ workflowId, runId: url.searchParams.get('runId') ?? undefined });

/** Returns the execution that a call is about. Without a run id, it is the open run, or else the last one. */
export const executionOf = (call: Call): DurableExecution<unknown> =>
  new DurableExecution<unknown>(new WorkflowExecution({ domain: call.gateway.domain, ...idsOf(call) }));

/** Emits the run that a call is about. */
export function runOf(call: Call): Observable<WorkflowExecution> {
  const execution = executionOf(call);
  return execution.runId === undefined ? execution.upstream() : of(execution);
}

/**
 * Returns the ids of an execution, which SWF would not refuse.
 *
 * @param others - parameters that the route has in addition to `runId`
 */
export function checkedIds(call: Call, others: readonly string[] = []): ExecutionIds {
  readRunQuery(call.url.searchParams, others);
  executionOf(call);
  return idsOf(call);
}
