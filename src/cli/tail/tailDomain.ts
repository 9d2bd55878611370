import {
  asyncScheduler,
  concatMap,
  filter,
  from,
  map,
  merge,
  type Observable,
  of,
  type SchedulerLike,
  tap,
} from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import { retryTransient, serviceNow } from '../../requests/index.js';
import { type ExecutionFilter, WorkflowExecutionQuerySet } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import { toRecord } from '../executions/ExecutionRecord.js';
import { reasonOf } from '../executions/reasonOf.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { outageNotes } from '../frame/outageNotes.js';
import { printLine } from '../frame/printLine.js';
import { domainOf } from '../session/domainOf.js';
import type { TailOptions } from './command.js';
import { type TailRecord, tailView } from './view.js';

/** Milliseconds between two polls. Notices, where they are configured, make them earlier. */
const interval = 3_000;

/** How far back it begins by default, in milliseconds: clocks differ, and listings lag behind. */
const recent = 60_000;

const failures: readonly string[] = ['FAILED', 'TIMED_OUT', 'TERMINATED'];

/** Prints the executions of a domain as they start and end. Never completes. */
export function tailDomain(
  context: CommandContext,
  { type, failed = false, since }: TailOptions,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const domain = domainOf(context.connection);
  const executions = new WorkflowExecutionQuerySet(domain);
  const oldest = since ?? new Date(serviceNow(domain.client) - recent);
  const live = { interval, scheduler, ...outageNotes(context.terminal) };
  const added = (wanted: ExecutionFilter) =>
    executions
      .filter({ ...wanted, ...omitUndefined({ workflowType: type }) })
      .live(live)
      .pipe(concatMap(({ added }) => from([...added].reverse())));
  const ends$ = added({ status: 'CLOSED', closeOldestDate: oldest }).pipe(
    filter(({ closeStatus = '' }) => !failed || failures.includes(closeStatus)),
    concatMap(execution => endOf(execution, scheduler)),
  );
  const starts$ = failed ? [] : added({ status: 'ANY', startOldestDate: oldest }).pipe(map(startOf));
  return merge(starts$, ends$).pipe(
    tap(record => printLine(context, record, look => tailView(record, look))),
  );
}

/** Returns the start of an execution. What has become of it since is another line. */
function startOf(execution: WorkflowExecution): TailRecord {
  const { workflowId, runId, type, tagList, parent, startTimestamp } = toRecord(execution);
  return {
    time: startTimestamp ?? '',
    event: 'started',
    workflowId,
    status: 'OPEN',
    ...omitUndefined({ runId, type, startTimestamp, tagList, parent }),
  };
}

/** Reads why an execution has ended, unless it has completed. */
function endOf(execution: WorkflowExecution, scheduler: SchedulerLike): Observable<TailRecord> {
  const reason$ =
    execution.closeStatus === 'COMPLETED' ? of('') : reasonOf(execution).pipe(retryTransient({ scheduler }));
  return reason$.pipe(
    map(reason => {
      const record = toRecord(execution, reason);
      return { time: record.closeTimestamp ?? '', event: 'ended', ...record };
    }),
  );
}
