import { faults } from '../api/faults.js';
import type { Domain, RegisteredWorkflowType } from '../state/Domain.js';
import type { Execution, OpenState } from '../state/Execution.js';
import type { Region } from '../state/Region.js';

export function findDomain(region: Region, name: string): Domain {
  const domain = region.domains.get(name);
  if (domain === undefined) throw faults.unknownDomain(name);
  return domain;
}

/** Finds a domain that is not deprecated, and so accepts new types and executions. */
export function findRegisteredDomain(region: Region, name: string): Domain {
  const domain = findDomain(region, name);
  if (domain.status === 'DEPRECATED') throw faults.domainDeprecated(name);
  return domain;
}

export function findWorkflowType(
  domain: Domain,
  type: { readonly name: string; readonly version: string },
): RegisteredWorkflowType {
  const found = domain.workflowTypes.get(type.name, type.version);
  if (found === undefined) throw faults.unknownType('WorkflowType', type);
  return found;
}

interface RunQuery {
  readonly domain: string;
  readonly execution: { readonly workflowId: string; readonly runId: string };
}

/** Finds a specific run, open or closed, as long as it is retained. */
export function findExecution(region: Region, query: RunQuery): Execution {
  const domain = findDomain(region, query.domain);
  const { workflowId, runId } = query.execution;
  const found = region.executions.get(runId);
  if (found?.domain !== domain || found.execution.workflowId !== workflowId) {
    throw faults.unknownRun(workflowId, runId);
  }
  return found;
}

export type OpenExecution = Execution & { readonly open: OpenState };

export const isOpen = (execution: Execution | undefined): execution is OpenExecution =>
  execution?.open !== undefined;

interface OpenQuery {
  readonly domain: string;
  readonly workflowId: string;
  readonly runId?: string | undefined;
}

/** Finds the open run of a workflow id. If a run id is given, the open run must have it. */
export function findOpenExecution(region: Region, { domain, workflowId, runId }: OpenQuery): OpenExecution {
  const found = findDomain(region, domain).openExecutions.get(workflowId);
  if (isOpen(found) && (!runId || found.execution.runId === runId)) return found;
  throw runId ? faults.unknownRun(workflowId, runId) : faults.unknownExecution(workflowId);
}
