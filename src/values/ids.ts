import type { WorkflowExecution as SdkExecution, WorkflowType as SdkType } from '@aws-sdk/client-swf';
import { requireMember } from '../requests/checks/requireMember.js';
import { InvalidArgumentError } from '../requests/errors/SwfError.js';
import { checkName, refuse } from './checks.js';
import { limits } from './limits.js';

/** Identity of a type within its domain. */
export interface TypeId {
  readonly name: string;
  readonly version: string;
}

/** Checks that a value has a name and a version that SWF allows for types. */
export function checkTypeId(field: string, type: TypeId): void {
  if (typeof type !== 'object' || type === null) refuse(field, type, 'an object with name and version');
  checkName(`${field}.name`, type.name);
  checkName(`${field}.version`, type.version, limits.version);
}

/** Returns `name@version`, which identifies a type within its domain. */
export function typeKey({ name, version }: { readonly [K in keyof TypeId]: string | undefined }): string {
  return `${name}@${version}`;
}

/** Identity of one run of an execution. */
export interface ExecutionId {
  readonly workflowId: string;
  readonly runId: string;
}

/** Identity of an execution as a model holds it, possibly without a run id. */
export interface AnyExecutionId {
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** Converts the SDK's type ids, whose members SWF always sets. */
export function typeId(type: SdkType | undefined): TypeId {
  return Object.freeze({
    name: requireMember(type?.name, 'name'),
    version: requireMember(type?.version, 'version'),
  });
}

/** Converts the SDK's execution ids, whose members SWF always sets. */
export function executionId(execution: SdkExecution | undefined): ExecutionId {
  return Object.freeze({
    workflowId: requireMember(execution?.workflowId, 'workflowId'),
    runId: requireMember(execution?.runId, 'runId'),
  });
}

/**
 * Returns the ids of an execution that is to be read.
 *
 * @throws `InvalidArgumentError` if the `workflowId` or the `runId` is missing
 */
export function toExecutionId(execution: AnyExecutionId): ExecutionId {
  if (typeof execution?.workflowId !== 'string')
    refuse('execution', execution, 'an object with workflowId and runId');
  const { workflowId, runId } = execution;
  if (runId !== undefined) return { workflowId, runId };
  throw new InvalidArgumentError(
    `runId is required to read execution "${workflowId}". WorkflowExecutionQuerySet.get(workflowId) finds the latest run`,
    { resource: 'runId' },
  );
}
