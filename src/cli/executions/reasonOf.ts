import { catchError, map, type Observable, of, take, throwError, throwIfEmpty } from 'rxjs';
import type { Event } from '../../history/index.js';
import type { WorkflowExecution } from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import { DoesNotExistError, describeType, isInstance, messageOf, readMember } from '../../requests/index.js';
import { HistoryQuerySet } from '../../streams/index.js';

/** Reads the last event of a closed run: one call, however long the history is. */
export const lastEventOf = ({ domain, workflowId, runId = '' }: WorkflowExecution): Observable<Event> =>
  new HistoryQuerySet(domain).all({ workflowId, runId }, { reverseOrder: true, pageSize: 1 }).pipe(
    take(1),
    throwIfEmpty(() => new Error(`The history of ${workflowId} is empty`)),
  );

/**
 * Emits why a closed run ended: an empty text if it has completed, or if SWF no longer has its history. A domain may keep
 * no closed runs, and the retention period of a run may end while it is listed.
 */
export const reasonOf = (execution: WorkflowExecution): Observable<string> =>
  lastEventOf(execution).pipe(
    map(event => reasonIn(event, execution)),
    catchError((error: unknown) => (isInstance(error, DoesNotExistError) ? of('') : throwError(() => error))),
  );

/** Returns why a run ended, from its closing event. */
export function reasonIn(event: Event, { domain }: Pick<WorkflowExecution, 'domain'>): string {
  const detailsOf = (details: string | undefined) =>
    summaryOf(() => fromPayload(domain.dataConverter, details));
  switch (event.name) {
    case 'WorkflowExecutionFailed':
      return join(event.attributes.reason, detailsOf(event.attributes.details));
    case 'WorkflowExecutionTimedOut':
      return `timed out: ${event.attributes.timeoutType}`;
    case 'WorkflowExecutionCanceled':
      return join('canceled', detailsOf(event.attributes.details));
    case 'WorkflowExecutionTerminated':
      return join(
        event.attributes.reason ?? causes[event.attributes.cause ?? ''],
        detailsOf(event.attributes.details),
      );
    case 'WorkflowExecutionContinuedAsNew':
      return `continued as ${event.attributes.newExecutionRunId}`;
    default:
      return '';
  }
}

const causes: Readonly<Record<string, string | undefined>> = {
  CHILD_POLICY_APPLIED: 'terminated by the child policy of its parent',
  EVENT_LIMIT_EXCEEDED: 'terminated: its history is too long',
  OPERATOR_INITIATED: 'terminated by an operator',
};

const join = (...parts: readonly (string | undefined)[]): string => {
  const [first = '', second = ''] = parts.filter(part => part !== undefined && part !== '');
  return second === '' || first.includes(second) ? first : `${first}: ${second}`;
};

/** Returns a short text for details, whatever wrote them. */
function summaryOf(read: () => unknown): string {
  try {
    const value = read();
    if (typeof value === 'string') return value;
    const message = typeof value === 'object' && value !== null ? readMember(value, 'message') : undefined;
    if (typeof message === 'string') return message;
    return value === undefined ? '' : JSON.stringify(value);
  } catch (error) {
    return `(${describeType(error)}: ${messageOf(error)})`;
  }
}
