import { catchError, defer, mergeMap, type Observable, of, throwError } from 'rxjs';
import { toEvent } from '../../history/index.js';
import { fetchHistoryPage, WorkflowExecution } from '../../models/index.js';
import { DoesNotExistError, required } from '../../requests/index.js';
import { nextRun } from './follow.js';

/** What is done to a run. */
type Act<T> = (run: WorkflowExecution) => Observable<T>;

/** The run of an execution that was reached last, where that is a later one: what has ended need not be asked again. */
const reached = new WeakMap<WorkflowExecution, WorkflowExecution>();

/**
 * Does something to the open run of an execution: to the run itself or, where that has been continued, to the one that
 * goes on in its place. Without a `runId` SWF itself finds the open run.
 *
 * Errors as `act` does; where the execution has ended, with a `DoesNotExistError` that says so.
 */
export function reach<T>(execution: WorkflowExecution, act: Act<T>): Observable<T> {
  const from = (run: WorkflowExecution): Observable<T> =>
    act(run).pipe(
      catchError((error: unknown) => {
        if (!(error instanceof DoesNotExistError) || run.runId === undefined) return throwError(() => error);
        return continued(run, error).pipe(
          mergeMap(next => {
            reached.set(execution, next);
            return from(next);
          }),
        );
      }),
    );
  return defer(() => from(reached.get(execution) ?? plain(execution)));
}

/** The latest run of an execution that is known to have been: what became of it cannot be in an earlier one. */
export const latestKnown = (execution: WorkflowExecution): WorkflowExecution =>
  reached.get(execution) ?? execution;

/** The same run, as a model that knows nothing of others. */
const plain = ({ domain, workflowId, runId }: WorkflowExecution) =>
  new WorkflowExecution({ domain, workflowId, runId });

/** The run that continues one that is not open. Errors where there is none. */
function continued(run: WorkflowExecution, error: DoesNotExistError): Observable<WorkflowExecution> {
  return fetchHistoryPage(run.domain, run, { reverseOrder: true, pageSize: 1 }, undefined).pipe(
    // A run whose retention has ended: that it is not open is all that is known.
    catchError((other: unknown) => throwError(() => (other instanceof DoesNotExistError ? error : other))),
    mergeMap(({ items: [last] }) => {
      const end = toEvent(required(last, 'events'));
      const next = nextRun(run, end);
      if (next !== undefined) return of(next);
      const how = endings[end.name];
      return throwError(() => (how === undefined ? error : ended(run, how, error)));
    }),
  );
}

const endings: Readonly<Record<string, string>> = {
  WorkflowExecutionCompleted: 'completed',
  WorkflowExecutionFailed: 'failed',
  WorkflowExecutionCanceled: 'canceled',
  WorkflowExecutionTerminated: 'terminated',
  WorkflowExecutionTimedOut: 'timed out',
};

const ended = (run: WorkflowExecution, how: string, cause: DoesNotExistError) =>
  new DoesNotExistError(`${run} has ended (${how}): it takes no signals and requests any more`, {
    cause,
    kind: cause.kind,
    resource: `${run}`,
  });
