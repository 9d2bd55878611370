import { concatMap, defer, type Observable, of, tap } from 'rxjs';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { omitUndefined, type TypeId } from '../../values/index.js';
import { callOf } from '../bulk/callOf.js';
import { callView, doneText } from '../bulk/view.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { onServiceClock } from '../session/onServiceClock.js';
import { followExecution } from '../show/followExecution.js';
import type { StartCommandOptions } from './command.js';

const verbs = { plain: 'Start', doing: 'Starting', done: 'Started' };

/** Starts an execution, and prints its ids or follows it. */
export function startExecution(
  context: CommandContext,
  workflowType: TypeId,
  { tag, executionTimeout, decisionTimeout, follow = false, dryRun = false, ...options }: StartCommandOptions,
): Observable<unknown> {
  return defer(() => {
    const { workflowId, input, taskList, taskPriority, childPolicy, lambdaRole } = options;
    const domain = domainOf(context.connection);
    const started$ = new WorkflowExecutionQuerySet(domain).create({
      workflowType,
      ...omitUndefined({ workflowId, input, taskList, taskPriority, childPolicy, lambdaRole }),
      ...omitUndefined({
        tagList: tag,
        executionStartToCloseTimeout: executionTimeout,
        taskStartToCloseTimeout: decisionTimeout,
      }),
    });
    if (dryRun)
      return callOf(domain.client, started$).pipe(
        tap(call => printRecord(context, call, () => callView(call))),
      );
    return started$.pipe(
      concatMap(execution => {
        const { workflowId, runId } = execution;
        if (follow) return followExecution(onServiceClock(context, domain.client), execution);
        printRecord(context, { workflowId, runId }, () => doneText(verbs, workflowId, runId));
        return of(execution);
      }),
    );
  });
}
