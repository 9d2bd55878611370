import { asyncScheduler, concatMap, defer, EMPTY, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import type { Domain, WorkflowExecution } from '../../models/index.js';
import { InvalidArgumentError, serviceNow } from '../../requests/index.js';
import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import { type Extent, extentOf } from '../../streams/index.js';
import type { Count } from '../../values/index.js';
import { checkRange } from '../executions/checkRange.js';
import { toRecord } from '../executions/ExecutionRecord.js';
import type { FilterOptions } from '../executions/FilterOptions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { confirm } from '../frame/confirm.js';
import { exitCodes } from '../frame/exitCodes.js';
import { printRecord } from '../frame/printRecords.js';
import { onServiceClock } from '../session/onServiceClock.js';
import type { BulkOptions } from './BulkOptions.js';
import { callOf } from './callOf.js';
import { Report } from './Report.js';
import { type Plan, runPlan } from './runPlan.js';
import { callView, questionText, sampleView } from './view.js';

// Plan, confirm, run: the selection is counted and its first executions are shown; after confirmation, each page of
// it is listed and worked off before the next one is read. The selection ends at the time of the plan, which the
// report keeps, so that executions that start later are left alone, also when the operation is resumed.

/** Executions that are shown before confirmation. */
const sampleSize = 10;

/** Acts on each execution of a selection, after confirmation. */
export function actOnSelection(
  context: CommandContext,
  domain: Domain,
  selection: FilterOptions,
  { dryRun = false, yes = false, report: path }: BulkOptions,
  operation: ExecutionOperation,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  return defer(() => {
    const { terminal } = context;
    if (!dryRun && !yes && !terminal.canAsk)
      throw new InvalidArgumentError('Pass --yes to confirm: there is no terminal to ask on');
    const now = new Date(serviceNow(domain.client));
    const { until = now } = selection;
    const report = new Report(path ?? defaultPath(operation, now), {
      operation: operation.name,
      domain: domain.name,
      args: operation.args,
      selection: { ...selection, until: until < now ? until : now },
    });
    const plan = { context, domain, operation, report, scheduler };
    return extentOf(domain, checkRange(report.selection), sampleSize).pipe(
      tap(extent => showExtent(plan, extent)),
      concatMap(extent => {
        const [first] = extent.sample;
        if (first === undefined) return finishWithout(plan);
        if (dryRun) return showCall(plan, first, extent.count);
        const question = questionText(operation.verbs, extent.count, domain.name);
        const isConfirmed = yes ? of(true) : confirm(terminal, question, extent.count.count);
        return isConfirmed.pipe(
          concatMap(confirmed => (confirmed ? runPlan(plan, extent.count) : decline(context))),
        );
      }),
    );
  });
}

const defaultPath = ({ name }: ExecutionOperation, now: Date): string =>
  `rx-swf-${name}-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.ndjson`;

function showExtent({ context, domain, report }: Plan, { count, sample }: Extent): void {
  const { terminal } = context;
  const records = sample.map(execution => toRecord(execution));
  terminal.note(sampleView(records, count, onServiceClock(context, domain.client).look()));
  if (report.isResumed)
    terminal.note(
      `Resuming ${report.path}: executions that are done there (${report.done.size}) are left out.\n`,
    );
}

/** Tells programs that nothing was selected; the sample has told it to people. There is no report. */
const finishWithout = ({ context, operation }: Plan): Observable<never> =>
  defer(() => {
    printRecord(context, { operation: operation.name, ok: 0, skipped: 0, failed: 0 }, () => '');
    return EMPTY;
  });

const showCall = (
  { context, domain, operation }: Plan,
  first: WorkflowExecution,
  { count }: Count,
): Observable<unknown> =>
  callOf(domain.client, operation.perform(first)).pipe(
    tap(call => printRecord(context, { ...call, count }, () => callView(call, count))),
  );

const decline = ({ terminal, exitWith }: CommandContext): Observable<never> =>
  defer(() => {
    terminal.note('Nothing was done.\n');
    exitWith(exitCodes.failed);
    return EMPTY;
  });
