import { asyncScheduler, type Observable, type SchedulerLike, tap, toArray } from 'rxjs';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { printRecord, printRecords } from '../frame/printRecords.js';
import { runChecks } from './Check.js';
import { checksOf } from './checksOf.js';
import type { DoctorOptions } from './command.js';
import { findingView } from './view.js';

/** Examines settings, connection and domain, and prints a line for each check as soon as it is done. */
export function diagnose(
  context: CommandContext,
  { role }: DoctorOptions,
  module: string | undefined,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<unknown> {
  const { connection, output } = context;
  return runChecks(checksOf({ connection, module, role, scheduler }), scheduler).pipe(
    tap(finding => {
      if (output !== 'json') printRecord(context, finding, look => findingView(finding, look));
      if (finding.status === 'fail') context.exitWith(exitCodes.failed);
    }),
    toArray(),
    tap(findings => {
      if (output === 'json') printRecords(context, findings, () => '');
    }),
  );
}
