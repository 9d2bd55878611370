import { map, type Observable, take, tap } from 'rxjs';
import { driftOfModule } from '../drift/driftOfModule.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecord } from '../frame/printRecords.js';
import type { PlanOptions } from './command.js';
import { toPlanRecord } from './PlanRecord.js';
import { planView } from './view.js';

/** Shows the changes that bring SWF in line with a module. */
export const showPlan = (
  context: CommandContext,
  module: string,
  { taskList }: PlanOptions,
): Observable<unknown> =>
  driftOfModule(context.connection, module, taskList).pipe(
    take(1),
    map(toPlanRecord),
    tap(record => printRecord(context, record, look => planView(record, look))),
  );
