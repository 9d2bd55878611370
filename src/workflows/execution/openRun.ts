import { catchError, defer, mergeMap, type Observable, of, throwError } from 'rxjs';
import { toEvent } from '../../history/index.js';
import { fetchHistoryPage, WorkflowExecution } from '../../models/index.js';
import { DoesNotExistError, requireMember } from '../../requests/index.js';
import { nextRun } from './runStates.js';

/** An operation on a run. */
type Act<T> = (run: WorkflowExecution) => Observable<T>;

/**
 * The last run of an execution that was reached, if it is a later one, so that closed runs are not requested
 * again.
 */
const latestRuns = new WeakMap<WorkflowExecution, WorkflowExecution>();

/**
 * Applies an operation to the open run of an execution: to the run itself or, if it was continued, to its
 * successor. Without a `runId`, SWF itself finds the open run.
 *
 * Errors like `act`, or with a `DoesNotExistError` that says so if the execution has ended.
 */
export function onOpenRun<T>(execution: WorkflowExecution, act: Act<T>): Observable<T> {
  const from = (run: WorkflowExecution): Observable<T> =>
    act(run).pipe(
      catchError((error: unknown) => {
        if (!(error instanceof DoesNotExistError) || run.runId === undefined) return throwError(() => error);
        return continued(run, error).pipe(
          mergeMap(next => {
            latestRuns.set(execution, next);
            return from(next);
          }),
        );
      }),
    );
  return defer(() => from(latestRuns.get(execution) ?? plain(execution)));
}

/** Returns the latest known run of an execution: its current state cannot be in an earlier one. */
export const latestKnownRun = (execution: WorkflowExecution): WorkflowExecution =>
  latestRuns.get(execution) ?? execution;

/** Returns the same run as a plain model without its successors. */
const plain = ({ domain, workflowId, runId }: WorkflowExecution) =>
  new WorkflowExecution({ domain, workflowId, runId });

/** Emits the run that continues a closed one. Errors if there is none. */
function continued(run: WorkflowExecution, error: DoesNotExistError): Observable<WorkflowExecution> {
  return fetchHistoryPage(run.domain, run, { reverseOrder: true, pageSize: 1 }, undefined).pipe(
    // The retention of this run has expired, so all that is known is that it is not open.
    catchError((other: unknown) => throwError(() => (other instanceof DoesNotExistError ? error : other))),
    mergeMap(({ items: [last] }) => {
      const end = toEvent(requireMember(last, 'events'));
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
  new DoesNotExistError(`${run} has ended (${how}): it no longer accepts signals or requests`, {
    cause,
    kind: cause.kind,
    resource: `${run}`,
  });
