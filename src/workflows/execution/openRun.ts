import { catchError, defer, mergeMap, type Observable, of, throwError } from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { DoesNotExistError } from '../../requests/index.js';
import { closingEvent, nextRun } from './closingEvent.js';

/** An operation on a run. */
type Operation<T> = (run: WorkflowExecution) => Observable<T>;

/**
 * The last run of an execution that was reached, if it is a later one, so that closed runs are not requested
 * again.
 */
const latestRuns = new WeakMap<WorkflowExecution, WorkflowExecution>();

/**
 * Applies an operation to the open run of an execution: to the run itself or, if it was continued, to its
 * successor. Without a `runId`, SWF itself finds the open run.
 *
 * Errors like `operation`, or with a `DoesNotExistError` that says so if the execution has ended.
 */
export function onOpenRun<T>(execution: WorkflowExecution, operation: Operation<T>): Observable<T> {
  const from = (run: WorkflowExecution): Observable<T> =>
    operation(run).pipe(
      catchError((error: unknown) => {
        if (!(error instanceof DoesNotExistError) || run.runId === undefined) return throwError(() => error);
        return successorOf(run, error).pipe(
          mergeMap(next => {
            latestRuns.set(execution, next);
            return from(next);
          }),
        );
      }),
    );
  return defer(() => from(latestRuns.get(execution) ?? plainModel(execution)));
}

/** Returns the latest known run of an execution: its current state cannot be in an earlier one. */
export const latestKnownRun = (execution: WorkflowExecution): WorkflowExecution =>
  latestRuns.get(execution) ?? execution;

/** Returns the same run as a plain model without its successors. */
const plainModel = ({ domain, workflowId, runId }: WorkflowExecution) =>
  new WorkflowExecution({ domain, workflowId, runId });

/** Emits the run that continues a closed one. Errors if there is none. */
function successorOf(run: WorkflowExecution, error: DoesNotExistError): Observable<WorkflowExecution> {
  return closingEvent(run).pipe(
    // The retention of this run has expired, so all that is known is that it is not open.
    catchError((other: unknown) => throwError(() => (other instanceof DoesNotExistError ? error : other))),
    mergeMap(end => {
      const next = nextRun(run, end);
      if (next !== undefined) return of(next);
      const how = endings[end.name];
      return throwError(() => (how === undefined ? error : endedError(run, how, error)));
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

const endedError = (run: WorkflowExecution, how: string, cause: DoesNotExistError) =>
  new DoesNotExistError(`${run} has ended (${how}): it no longer accepts signals or requests`, {
    cause,
    kind: cause.kind,
    resource: `${run}`,
  });
