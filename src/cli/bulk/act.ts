import { defer, type Observable, type SchedulerLike, tap } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { actOnSelection } from './actOnSelection.js';
import type { BulkOptions } from './BulkOptions.js';
import { callOf } from './callOf.js';
import { checkNoSelection, selectionOf } from './selectionOf.js';
import { callView, doneText } from './view.js';

/** Performs an operation on the execution with an id or, without an id, on each execution of a selection. */
export function act(
  context: CommandContext,
  id: string | undefined,
  options: BulkOptions,
  operation: ExecutionOperation,
  scheduler?: SchedulerLike,
): Observable<unknown> {
  return defer(() => {
    const domain = domainOf(context.connection);
    if (id === undefined)
      return actOnSelection(context, domain, selectionOf(options, operation), options, operation, scheduler);
    checkNoSelection(id, options);
    const { runId, dryRun = false } = options;
    const performed$ = operation.perform(new WorkflowExecution({ domain, workflowId: id, runId }));
    if (dryRun)
      return callOf(domain.client, performed$).pipe(
        tap(call => printRecord(context, call, () => callView(call))),
      );
    return performed$.pipe(
      tap(more => {
        const record = { workflowId: id, ...omitUndefined({ runId }), ...more };
        printRecord(context, record, () => doneText(operation.verbs, id, more.newRunId));
      }),
    );
  });
}
