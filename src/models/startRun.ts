import { StartWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { request, requireMember } from '../requests/index.js';
import { omitUndefined, type TypeId } from '../values/index.js';
import type { Domain } from './Domain.js';
import { configurationToWire, type ExecutionConfiguration } from './ExecutionConfiguration.js';
import type { WorkflowExecutionOptions } from './WorkflowExecutionOptions.js';

/** Attributes of a run to start. The input is a payload. */
export interface RunToStart extends ExecutionConfiguration {
  readonly workflowId: string;
  readonly workflowType: TypeId;
  readonly rawInput?: string | undefined;
  readonly tagList?: readonly string[] | undefined;
}

/** Starts a run (`StartWorkflowExecution`) and emits the attributes of its model. */
export function startRun(domain: Domain, run: RunToStart): Observable<WorkflowExecutionOptions> {
  const { workflowId, workflowType, rawInput, tagList } = run;
  return request(domain.client, StartWorkflowExecutionCommand, {
    domain: domain.name,
    workflowId,
    workflowType,
    ...configurationToWire(run),
    ...omitUndefined({ input: rawInput, tagList: tagList && [...tagList] }),
  }).pipe(map(({ runId }) => ({ ...run, domain, runId: requireMember(runId, 'runId') })));
}
