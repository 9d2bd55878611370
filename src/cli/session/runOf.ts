import { defer, type Observable, of } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import type { Connection } from '../frame/CommandContext.js';
import { domainOf } from './domainOf.js';
import { executionOf } from './executionOf.js';

/**
 * Returns the run whose history a command reads. With a run id, nothing is called: the history itself tells whether the
 * run exists. Otherwise, it is the open or latest run of the workflow id.
 */
export const runOf = (
  connection: Connection,
  workflowId: string,
  runId?: string,
): Observable<WorkflowExecution> =>
  runId === undefined
    ? executionOf(connection, workflowId)
    : defer(() => of(new WorkflowExecution({ domain: domainOf(connection), workflowId, runId })));
