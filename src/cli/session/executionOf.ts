import type { Observable } from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import type { Connection } from '../frame/CommandContext.js';
import { domainOf } from './domainOf.js';

/** Returns the execution that a command is about: a run, or else the open or latest run of a workflow id. */
export const executionOf = (
  connection: Connection,
  workflowId: string,
  runId?: string,
): Observable<WorkflowExecution> =>
  new WorkflowExecutionQuerySet(domainOf(connection)).get(workflowId, runId);
