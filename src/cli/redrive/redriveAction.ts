import { defer, type Observable, type SchedulerLike, tap } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { omitUndefined } from '../../values/index.js';
import { DurableExecution } from '../../workflows/execution/DurableExecution.js';
import { redriving } from '../../workflows/execution/redriving.js';
import { act } from '../bulk/act.js';
import { checkNoSelection } from '../bulk/selectionOf.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import type { RedriveOptions } from './command.js';

/** Redrives an execution, or each of a selection. A dry run of one prints its plan. */
export function redriveAction(
  context: CommandContext,
  id: string | undefined,
  options: RedriveOptions,
  scheduler?: SchedulerLike,
): Observable<unknown> {
  if (id === undefined || options.dryRun !== true)
    return act(context, id, options, redriving(options), scheduler);
  return defer(() => {
    checkNoSelection(id, options);
    const { runId, from, despiteLaterRun } = options;
    const execution = new WorkflowExecution({ domain: domainOf(context.connection), workflowId: id, runId });
    return new DurableExecution(execution)
      .redrivePlan(omitUndefined({ from, despiteLaterRun }))
      .pipe(tap(plan => printRecord(context, plan, () => `${plan}\n`)));
  });
}
