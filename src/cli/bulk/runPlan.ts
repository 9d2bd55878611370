import {
  concatMap,
  connect,
  defer,
  distinct,
  EMPTY,
  endWith,
  finalize,
  ignoreElements,
  map,
  merge,
  type Observable,
  type SchedulerLike,
  sampleTime,
  scan,
  startWith,
  takeLast,
  takeUntil,
  tap,
} from 'rxjs';
import type { Domain } from '../../models/index.js';
import { watchEvents } from '../../requests/index.js';
import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import { addOutcome, noOutcomes, type OutcomeTally, outcomesOf } from '../../streams/index.js';
import type { Count } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { Progress } from '../frame/Progress.js';
import { printRecord } from '../frame/printRecords.js';
import type { Report } from './Report.js';
import { progressText, summaryText } from './view.js';

/** Milliseconds between two updates of the progress. */
const progressInterval = 200;

/** An operation on the selection of a report. */
export interface Plan {
  readonly context: CommandContext;
  readonly domain: Domain;
  readonly operation: ExecutionOperation;
  readonly report: Report;
  readonly scheduler: SchedulerLike;
}

/** Performs an operation on a selection, and emits the numbers of outcomes in the end. */
export function runPlan(plan: Plan, count: Count): Observable<OutcomeTally> {
  const { context, domain, operation, report, scheduler } = plan;
  return defer(() => {
    report.begin();
    const progress = new Progress(context.terminal);
    let isDone = false;
    return outcomesOf(domain, operation, report, scheduler).pipe(
      tap(outcome => report.add(outcome)),
      scan(addOutcome, noOutcomes),
      connect(tallies$ =>
        merge(tallies$, showProgress(plan, progress, tallies$, count), showPauses(plan, progress, tallies$)),
      ),
      startWith(noOutcomes),
      takeLast(1),
      tap(tally => {
        isDone = true;
        progress.clear();
        summarize(plan, tally);
      }),
      finalize(() => {
        report.close();
        progress.clear();
        if (!isDone) context.terminal.note(`Stopped. Resume with --report ${report.path}\n`);
      }),
    );
  });
}

function showProgress(
  { context, operation, report, scheduler }: Plan,
  progress: Progress,
  tallies$: Observable<OutcomeTally>,
  { count, truncated }: Count,
): Observable<never> {
  if (!context.terminal.showsProgress) return EMPTY;
  const begin = scheduler.now();
  // What is left of a resumed operation is not known.
  const total = report.isResumed || truncated ? undefined : count;
  return tallies$.pipe(
    sampleTime(progressInterval, scheduler),
    map(tally => progressText(operation.verbs, tally, total, scheduler.now() - begin)),
    tap(text => progress.show(text)),
    ignoreElements(),
  );
}

/** Shows why nothing goes on while SWF throttles or can't be reached; once, if there is no line for progress. */
function showPauses(
  { context: { terminal }, domain }: Plan,
  progress: Progress,
  tallies$: Observable<OutcomeTally>,
): Observable<never> {
  const pauses$ = watchEvents(domain.client).pipe(
    concatMap(event => (event.type === 'throttled' || event.type === 'unreachable' ? [event] : [])),
    takeUntil(tallies$.pipe(ignoreElements(), endWith(true))),
  );
  const shown$ = terminal.showsProgress
    ? pauses$.pipe(
        tap(({ type, delay }) =>
          progress.show(`SWF is ${type}: next attempt in ${Math.ceil(delay / 1_000)} s`),
        ),
      )
    : pauses$.pipe(
        distinct(({ type }) => type),
        tap(({ type }) => terminal.note(`SWF is ${type}: calls are repeated until it answers.\n`)),
      );
  return shown$.pipe(ignoreElements());
}

function summarize({ context, operation, report }: Plan, tally: OutcomeTally): void {
  const { ok, skipped, failed } = tally;
  const record = { operation: operation.name, ok, skipped, failed, report: report.path };
  printRecord(context, record, () => summaryText(operation.verbs, tally, report.path));
  if (failed > 0) context.exitWith(exitCodes.failed);
}
