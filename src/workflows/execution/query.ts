import { defer, map, type Observable } from 'rxjs';
import { toExecutionId } from '../../models/ids.js';
import { type AnyExecutionId, type DomainOrName, fetchHistory, toDomain } from '../../models/index.js';
import type { WorkflowDefinition } from '../workflow.js';
import { type ExecutionView, replayOf, viewOf } from './ExecutionView.js';

/**
 * Asks a running or closed execution: reads its history, replays it in this process, and emits what `read` finds.
 * The execution is told nothing of it. Errors as the worker would where the code does not agree with the history,
 * and with `DoesNotExistError` where there is no such execution.
 *
 * @param execution - the run, by its ids
 * @param read - what to look at; it must change nothing
 * @example
 * ```ts
 * import { query, type WorkflowDefinition } from 'rx-swf/workflows';
 *
 * export const latestOf = <O>(workflow: WorkflowDefinition<never, O>, runId: string) =>
 *   query(workflow, 'media', { workflowId: 'album-7', runId }, ({ latest }) => latest);
 * ```
 */
export function query<I, O, R>(
  workflow: WorkflowDefinition<I, O>,
  domain: DomainOrName,
  execution: AnyExecutionId,
  read: (view: ExecutionView<O>) => R,
): Observable<R> {
  return defer(() => {
    const { name, dataConverter: converter } = toDomain(domain);
    const run = replayOf(workflow, { domain: name, execution: toExecutionId(execution), converter });
    return fetchHistory(toDomain(domain), execution, {}).pipe(
      map(history => {
        run.replay(history, true);
        return read(viewOf<O>(run, history));
      }),
    );
  });
}
