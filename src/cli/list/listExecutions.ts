import {
  asyncScheduler,
  concatMap,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  type SchedulerLike,
  switchMap,
  tap,
  toArray,
} from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import { retryTransient } from '../../requests/index.js';
import { type ExecutionRecord, stateOf, toRecord } from '../executions/ExecutionRecord.js';
import { reasonOf } from '../executions/reasonOf.js';
import { selectExecutions, watchExecutions } from '../executions/selectExecutions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { printRecords } from '../frame/printRecords.js';
import { domainOf } from '../session/domainOf.js';
import { onServiceClock } from '../session/onServiceClock.js';
import type { ListOptions } from './command.js';
import { listView } from './view.js';

const defaultColumns = ['id', 'type', 'state', 'started', 'age', 'reason'];
const wideColumns = ['id', 'type', 'state', 'started', 'closed', 'age', 'tags', 'run', 'parent', 'reason'];

/** Most histories that are asked for at the same time. */
const concurrency = 10;

/** Lists executions, once or again with each change. */
export function listExecutions(
  context: CommandContext,
  options: ListOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const domain = domainOf(context.connection);
  const { limit, watch = false } = options;
  const { output } = context;
  const columns = options.columns ?? (output === 'wide' ? wideColumns : defaultColumns);
  const wantsReasons = output === 'json' || output === 'ndjson' || columns.includes('reason');
  const known = new Map<string, string>();
  const { onRetry, onRecovered } = outageNotes(context.terminal);
  const recordsOf = (executions: readonly WorkflowExecution[]) => {
    if (!wantsReasons) return of(executions.map(e => toRecord(e)));
    const records$ = withReasons(executions, known);
    return watch ? records$.pipe(retryTransient({ scheduler, onRetry }), tap(onRecovered)) : records$;
  };
  const executions$ = watch
    ? watchExecutions(domain, options, limit, { scheduler, onRetry, onRecovered })
    : selectExecutions(domain, options, limit);
  return executions$.pipe(
    switchMap(recordsOf),
    map(records => sorted(records, options)),
    tap(records =>
      printRecords(
        onServiceClock(context, domain.client),
        records,
        look => listView(records, columns, look),
        watch,
      ),
    ),
  );
}

/** Adds why executions ended. A closed run doesn't change, so each is asked for once. */
const withReasons = (
  executions: readonly WorkflowExecution[],
  known: Map<string, string>,
): Observable<readonly ExecutionRecord[]> =>
  from(executions).pipe(
    mergeMap(
      (execution, index) => recordOf(execution, known).pipe(map(record => ({ index, record }))),
      concurrency,
    ),
    toArray(),
    map(found => found.sort((a, b) => a.index - b.index).map(({ record }) => record)),
  );

function recordOf(execution: WorkflowExecution, known: Map<string, string>): Observable<ExecutionRecord> {
  const { runId = '', status, closeStatus } = execution;
  const reason = known.get(runId);
  if (status === 'OPEN' || closeStatus === 'COMPLETED' || reason !== undefined)
    return of(toRecord(execution, reason));
  return reasonOf(execution).pipe(
    tap(read => known.set(runId, read)),
    concatMap(read => of(toRecord(execution, read))),
  );
}

const keys: Readonly<Record<ListOptions['sort'], (record: ExecutionRecord) => string>> = {
  started: ({ startTimestamp = '' }) => startTimestamp,
  // Open executions come first, as those that will close last.
  closed: ({ closeTimestamp = '~' }) => closeTimestamp,
  id: ({ workflowId }) => workflowId,
  type: ({ type }) => `${type?.name}@${type?.version}`,
  state: stateOf,
};

function sorted(
  records: readonly ExecutionRecord[],
  { sort, reverse = false }: ListOptions,
): readonly ExecutionRecord[] {
  const keyOf = keys[sort];
  // Times are listed with the newest first, texts from A to Z.
  const isDescending = (sort === 'started' || sort === 'closed') !== reverse;
  const direction = isDescending ? -1 : 1;
  return [...records].sort((a, b) => direction * compare(keyOf(a), keyOf(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
