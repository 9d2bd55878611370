import { defer, map, mergeMap, type Observable, of } from 'rxjs';
import { type Domain, type DomainOrName, fetchHistory, toDomain } from '../../models/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { type AnyExecutionId, type ExecutionId, toExecutionId } from '../../values/index.js';
import type { WorkflowDefinition } from '../definitions/workflow.js';
import { type ExecutionView, replayOf, viewOf } from './ExecutionView.js';

/**
 * Queries an open or closed execution: reads its history, replays it in this process, and emits the result of
 * `read`. The execution itself is not involved. Errors like a worker if the code does not match the history,
 * and with `DoesNotExistError` if there is no such execution.
 *
 * @param execution - the run, by its ids; without a `runId`, the open one, otherwise the one started last
 * @param read - reads from the view; it must not change anything
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
  return defer(() => idOf(toDomain(domain), execution)).pipe(
    mergeMap(id => {
      const { name, dataConverter: converter } = toDomain(domain);
      const run = replayOf(workflow, { domain: name, execution: id, converter });
      return fetchHistory(toDomain(domain), id, {}).pipe(
        map(history => {
          run.replay(history, true);
          return read(viewOf<O>(run, history));
        }),
      );
    }),
  );
}

/**
 * Returns the ids of a run. Without a `runId`, they are those of the open run, otherwise of the one started
 * last.
 */
function idOf(domain: Domain, { workflowId, runId }: AnyExecutionId): Observable<ExecutionId> {
  if (runId !== undefined) return of({ workflowId, runId });
  return new WorkflowExecutionQuerySet(domain).get(workflowId).pipe(map(toExecutionId));
}
