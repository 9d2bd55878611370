import { defer, map, mergeMap, type Observable, of } from 'rxjs';
import { type Domain, type DomainOrName, fetchHistory, toDomain } from '../../models/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { toExecutionId } from '../../values/ids.js';
import type { AnyExecutionId, ExecutionId } from '../../values/index.js';
import type { WorkflowDefinition } from '../definitions/workflow.js';
import { type ExecutionView, replayOf, viewOf } from './ExecutionView.js';

/**
 * Asks a running or closed execution: reads its history, replays it in this process, and emits what `read` finds.
 * The execution is told nothing of it. Errors as the worker would where the code does not agree with the history,
 * and with `DoesNotExistError` where there is no such execution.
 *
 * @param execution - the run, by its ids; without a `runId`, the open one, else the one that was started last
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

/** The ids of a run: where none is given, of the one that is open, else of the one that was started last. */
function idOf(domain: Domain, { workflowId, runId }: AnyExecutionId): Observable<ExecutionId> {
  if (runId !== undefined) return of({ workflowId, runId });
  return new WorkflowExecutionQuerySet(domain).get(workflowId).pipe(map(toExecutionId));
}
