import type { WorkflowExecution as SdkExecution, WorkflowType as SdkType } from '@aws-sdk/client-swf';
import { InvalidArgumentError, required } from '../requests/index.js';
import { refuse } from './checks.js';

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

/** An execution by its ids, as a model has them: perhaps without its run. */
export interface AnyExecutionId {
  readonly workflowId: string;
  readonly runId?: string | undefined;
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

/**
 * The ids of an execution that is to be read.
 *
 * @throws `InvalidArgumentError` when it has no `workflowId` or no `runId`
 */
export function toExecutionId(execution: AnyExecutionId): ExecutionId {
  if (typeof execution?.workflowId !== 'string')
    refuse('execution', execution, 'an object with workflowId and runId');
  const { workflowId, runId } = execution;
  if (runId !== undefined) return { workflowId, runId };
  throw new InvalidArgumentError(
    `runId must be given to read ${workflowId}; WorkflowExecutionQuerySet.get() finds the latest run`,
    { resource: 'runId' },
  );
}
