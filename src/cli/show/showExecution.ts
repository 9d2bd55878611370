import {
  catchError,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  switchMap,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { WorkflowExecution } from '../../models/index.js';
import { DoesNotExistError, isInstance } from '../../requests/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord } from '../frame/printRecords.js';
import { executionOf } from '../session/executionOf.js';
import { onServiceClock } from '../session/onServiceClock.js';
import type { ShowOptions } from './command.js';
import type { ExecutionReport, ReportedChild } from './ExecutionReport.js';
import { followExecution } from './followExecution.js';
import { toReport } from './toReport.js';
import { reportView } from './view.js';

/** Most children of an execution whose histories are read at the same time: there may be a thousand. */
const concurrency = 5;

/** Shows an execution, and follows it if wanted. */
export function showExecution(
  context: CommandContext,
  workflowId: string,
  { runId, children = false, follow = false }: ShowOptions,
): Observable<unknown> {
  return executionOf(context.connection, workflowId, runId).pipe(
    switchMap(execution => {
      const timed = onServiceClock(context, execution.domain.client);
      return follow ? followExecution(timed, execution) : print(timed, execution, children);
    }),
  );
}

const print = (
  context: CommandContext,
  execution: WorkflowExecution,
  children: boolean,
): Observable<unknown> =>
  readReport(execution, children).pipe(
    tap(report => printRecord(context, report, look => reportView(report, look))),
  );

/** Reads the history of an execution, and those of its children if wanted. */
function readReport(execution: WorkflowExecution, withChildren: boolean): Observable<ExecutionReport> {
  const report$ = execution.history().pipe(map(history => toReport(execution, history, withChildren)));
  if (!withChildren) return report$;
  return report$.pipe(
    mergeMap(report => {
      const children$ = from(report.children).pipe(
        mergeMap(
          (child, index) => withReport(execution, child).pipe(map(reported => ({ index, reported }))),
          concurrency,
        ),
        toArray(),
      );
      return children$.pipe(
        map(found => found.sort((a, b) => a.index - b.index).map(({ reported }) => reported)),
        map(children => ({ ...report, children })),
      );
    }),
  );
}

function withReport({ domain }: WorkflowExecution, child: ReportedChild): Observable<ReportedChild> {
  const { workflowId, runId } = child;
  // A child that has not started has no history.
  if (runId === undefined) return of(child);
  const execution = new WorkflowExecution({ domain, workflowId, runId });
  return readReport(execution, true).pipe(
    map(report => ({ ...child, report })),
    // The retention period of a child may have passed before that of its parent.
    catchError((error: unknown) =>
      isInstance(error, DoesNotExistError) ? of(child) : throwError(() => error),
    ),
  );
}
