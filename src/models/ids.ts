import type { WorkflowExecution as SdkExecution, WorkflowType as SdkType } from '@aws-sdk/client-swf';
import { required } from '../requests/index.js';

/** What tells one type from another within a domain. */
export interface TypeId {
  readonly name: string;
  readonly version: string;
}

/** What tells one run of an execution from another. */
export interface ExecutionId {
  readonly workflowId: string;
  readonly runId: string;
}

/** The ids of a type, both of which SWF always gives. */
export function typeId(type: SdkType | undefined): TypeId {
  return Object.freeze({ name: required(type?.name, 'name'), version: required(type?.version, 'version') });
}

/** The ids of a run, both of which SWF always gives. */
export function executionId(execution: SdkExecution | undefined): ExecutionId {
  return Object.freeze({
    workflowId: required(execution?.workflowId, 'workflowId'),
    runId: required(execution?.runId, 'runId'),
  });
}
