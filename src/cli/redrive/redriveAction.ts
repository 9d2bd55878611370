import { defer, map, type Observable, type SchedulerLike, tap } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { AlreadyExistsError, isInstance } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import { DurableExecution } from '../../workflows/execution/DurableExecution.js';
import { NotRedrivableError } from '../../workflows/redrive/NotRedrivableError.js';
import { act } from '../bulk/act.js';
import type { ExecutionOperation } from '../bulk/ExecutionOperation.js';
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

/** Returns the operation that redrives closed executions. */
export function redriving({ from, taskList, despiteLaterRun }: RedriveOptions): ExecutionOperation {
  const args = omitUndefined({ from, taskList, despiteLaterRun });
  return {
    name: 'redrive',
    verbs: { plain: 'Redrive', doing: 'Redriving', done: 'Redrove' },
    state: 'closed',
    // Each start is preceded by calls for the history, whose rate is the lower one.
    paces: 'GetWorkflowExecutionHistory',
    args,
    isOncePerId: true,
    perform: execution =>
      new DurableExecution(execution)
        .redrive(args)
        .pipe(map(({ runId }) => omitUndefined({ newRunId: runId }))),
    needless: ({ closeStatus }) =>
      closeStatus === 'COMPLETED' || closeStatus === 'CONTINUED_AS_NEW'
        ? `is ${closeStatus}: nothing to do again`
        : undefined,
    skipped: error => {
      if (isInstance(error, AlreadyExistsError)) return 'an execution with this workflow id is open';
      const isLate = isInstance(error, NotRedrivableError) && error.refusal === 'laterRun';
      return isLate ? 'a later run has this workflow id' : undefined;
    },
  };
}
