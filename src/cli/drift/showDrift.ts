import { type Observable, take, tap } from 'rxjs';
import { toDriftRecord } from '../../streams/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { printRecord } from '../frame/printRecords.js';
import type { DriftCommandOptions } from './command.js';
import { driftOfModule } from './driftOfModule.js';
import { driftView } from './view.js';

/** Shows how a domain differs from what a module defines, once or with each change. */
export function showDrift(
  context: CommandContext,
  module: string,
  { taskList, exitCode = false, watch = false }: DriftCommandOptions,
): Observable<unknown> {
  const drift$ = driftOfModule(context.connection, module, taskList);
  return (watch ? drift$ : drift$.pipe(take(1))).pipe(
    tap(drift => {
      const record = toDriftRecord(drift);
      printRecord(context, record, look => driftView(record, look), watch);
      if (exitCode && !record.isSynced) context.exitWith(exitCodes.failed);
    }),
  );
}
