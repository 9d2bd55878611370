import { concatMap, forkJoin, map, type Observable, tap } from 'rxjs';
import type { ExportedExecution } from '../../local/index.js';
import { toExecutionId } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { runOf } from '../session/runOf.js';
import type { ExportOptions } from './command.js';

/** Prints an execution of any service in the form that `rx-swf import` and `importExecution()` take. */
export const exportRun = (
  { connection, terminal }: CommandContext,
  { runId }: ExportOptions,
  workflowId: string,
): Observable<ExportedExecution> =>
  runOf(connection, workflowId, runId).pipe(
    concatMap(run =>
      forkJoin([run.history(), run.domain.upstream()]).pipe(
        map(
          ([history, domain]): ExportedExecution => ({
            format: 1,
            domain: {
              name: domain.name,
              description: domain.description,
              retentionPeriod: `${domain.retentionPeriod ?? 'NONE'}`,
            },
            workflowExecution: toExecutionId(run),
            events: JSON.parse(JSON.stringify(history.toJSON().events)),
            // The service that imports it takes their defaults from the history.
            workflowTypes: [],
            activityTypes: [],
            children: [],
          }),
        ),
      ),
    ),
    tap(exported => terminal.print(`${JSON.stringify(exported, undefined, 2)}\n`)),
  );
