import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defer, finalize, type Observable, switchMap, tap } from 'rxjs';
import type { GateReport } from '../../archive/gate/GateReport.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { Progress } from '../frame/Progress.js';
import { printRecord } from '../frame/printRecords.js';
import { annotations } from './annotations.js';
import { checkInThreads } from './checkInThreads.js';
import type { ReplayCommandOptions } from './command.js';
import { junit } from './junit.js';
import { linesOfSources } from './linesOfSources.js';
import { gateView } from './view.js';

/** Replays histories against the workflows of a module. */
export function replayArchive(
  context: CommandContext,
  module: string,
  sources: readonly string[],
  { all = false, jobs, junit: junitFile, github = false }: ReplayCommandOptions,
): Observable<unknown> {
  const progress = new Progress(context.terminal);
  return defer(() => readDefinitions(module)).pipe(
    tap(({ workflows }) => {
      if (workflows.length === 0)
        throw new InvalidArgumentError(
          `${module} exports no workflow with code: a contract can't be replayed`,
        );
    }),
    switchMap(() =>
      checkInThreads(linesOfSources(sources), {
        module: resolve(module),
        jobs,
        all,
        onProgress: ({ read, replayed }) => progress.show(`${read} histories read, ${replayed} replayed`),
      }),
    ),
    tap(report => {
      progress.clear();
      if (junitFile !== undefined) writeFileSync(junitFile, junit(report));
      if (github) context.terminal.print(annotations(report));
      printRecord(context, toRecord(report), look => gateView(report, look));
      if (report.histories === 0)
        throw new InvalidArgumentError(
          `There is no history of a workflow of ${module} in ${sources.join(', ')}`,
        );
      if (!report.holds) context.exitWith(exitCodes.failed);
    }),
    finalize(() => progress.clear()),
  );
}

/** Returns the report as JSON: paths as lists of transitions. */
const toRecord = ({ paths, ...report }: GateReport) => ({
  ...report,
  paths: paths.map(({ path, ...rest }) => ({ ...rest, transitions: path.transitions })),
});
