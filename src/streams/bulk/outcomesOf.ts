import {
  catchError,
  concat,
  defer,
  EMPTY,
  map,
  type Observable,
  of,
  type SchedulerLike,
  throwError,
} from 'rxjs';
import type { Domain, WorkflowExecution } from '../../models/index.js';
import {
  InvalidCredentialsError,
  isInstance,
  messageOf,
  NotPermittedError,
  paced,
  type Retry,
  reportWatch,
  retryTransient,
  ThrottledError,
} from '../../requests/index.js';
import { WorkflowExecutionQuerySet } from '../querysets/WorkflowExecutionQuerySet.js';
import type { ExecutionSelection } from '../selections/ExecutionSelection.js';
import { listingsOf } from '../selections/listingsOf.js';
import type { ExecutionOperation } from './ExecutionOperation.js';
import type { Outcome } from './Outcome.js';

/** Most executions that are acted on at the same time. A killed process leaves so many in doubt. */
const concurrency = 16;

/** Executions that an operation is about, and those that it was performed on before. */
export interface BulkTarget {
  readonly selection: ExecutionSelection;
  /** Run ids of the executions that were done before. */
  readonly done?: ReadonlySet<string>;
  /** Workflow ids of the executions for which the operation had succeeded before. */
  readonly succeeded?: ReadonlySet<string>;
}

/**
 * Performs an operation on each execution of a selection that isn't done yet, and emits the
 * outcomes. Pages are read on demand, calls stay below the rate of their operation, and outages are waited out.
 */
export function outcomesOf(
  domain: Domain,
  operation: ExecutionOperation,
  { selection, done = new Set(), succeeded = new Set() }: BulkTarget,
  scheduler: SchedulerLike,
): Observable<Outcome> {
  const executions = new WorkflowExecutionQuerySet(domain);
  // If a page can't be read, the list begins anew.
  const handled = new Set(done);
  const repeated = new Set(operation.isOncePerId ? succeeded : []);
  const handle = (execution: WorkflowExecution): Observable<Outcome> => {
    const { workflowId, runId = '' } = execution;
    if (handled.has(runId)) return EMPTY;
    handled.add(runId);
    if (repeated.has(workflowId)) return of(skip(execution, 'another run of this workflow id was taken'));
    if (operation.isOncePerId) repeated.add(workflowId);
    return outcomeOf(domain, operation, execution, scheduler);
  };
  const listings = listingsOf(selection).map(({ filter, matches }) =>
    executions
      .filter(filter)
      .each(execution => (matches(execution) ? handle(execution) : EMPTY), { concurrency }),
  );
  const onRetry = ({ error, delay }: Retry) =>
    reportWatch(domain.client, {
      type: isInstance(error, ThrottledError) ? 'throttled' : 'unreachable',
      operation: operation.state === 'open' ? 'ListOpenWorkflowExecutions' : 'ListClosedWorkflowExecutions',
      error,
      delay,
    });
  return defer(() => concat(...listings)).pipe(retryTransient({ scheduler, onRetry }));
}

function outcomeOf(
  { client }: Domain,
  operation: ExecutionOperation,
  execution: WorkflowExecution,
  scheduler: SchedulerLike,
): Observable<Outcome> {
  const reason = operation.needless?.(execution);
  if (reason !== undefined) return of(skip(execution, reason));
  const { workflowId, runId = '' } = execution;
  return operation.perform(execution).pipe(
    paced(client, operation.paces, { scheduler }),
    map(more => ({ workflowId, runId, outcome: 'ok' as const, ...more })),
    catchError((error: unknown) => {
      // All other executions would fail for the same reason.
      if (isInstance(error, InvalidCredentialsError) || isInstance(error, NotPermittedError))
        return throwError(() => error);
      const reason = operation.skipped(error);
      if (reason !== undefined) return of(skip(execution, reason));
      return of({ workflowId, runId, outcome: 'failed' as const, error: messageOf(error) });
    }),
  );
}

const skip = ({ workflowId, runId = '' }: WorkflowExecution, reason: string): Outcome => ({
  workflowId,
  runId,
  outcome: 'skipped',
  reason,
});
