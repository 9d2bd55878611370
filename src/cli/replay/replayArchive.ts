import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { defer, finalize, type Observable, tap } from 'rxjs';
import type { GateReport } from '../../archive/gate/GateReport.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { exitCodes } from '../frame/exitCodes.js';
import { Progress } from '../frame/Progress.js';
import { printRecord } from '../frame/printRecords.js';
import { annotations } from './annotations.js';
import { checkInThreads, type GateProgress } from './checkInThreads.js';
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
  const onProgress = ({ read, replayed }: GateProgress) =>
    progress.show(`${read} histories read, ${replayed} replayed`);
  return defer(() => {
    // Before hours of replays rather than after them.
    if (writesFile(junitFile)) prepareFolder(junitFile);
    return checkInThreads(chosen => linesOfSources(sources, chosen), { module, jobs, all, onProgress });
  }).pipe(
    tap(report => {
      progress.clear();
      if (writesFile(junitFile)) writeFileSync(junitFile, junit(report));
      if (github) context.terminal.print(annotations(report));
      if (junitFile === standardOutput) context.terminal.print(junit(report));
      else printRecord(context, toRecord(report), look => gateView(report, look));
      if (report.histories === 0)
        throw new InvalidArgumentError(
          `There is no history of a workflow of ${module} in ${sources.join(', ')}`,
        );
      if (!report.holds) context.exitWith(exitCodes.failed);
    }),
    finalize(() => progress.clear()),
  );
}

/** In place of a file name: the JUnit report is printed, and nothing else. */
const standardOutput = '-';

const writesFile = (file: string | undefined): file is string =>
  file !== undefined && file !== standardOutput;

function prepareFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot write ${file}: ${messageOf(cause)}`, { cause });
  }
}

/** Returns the report as JSON: paths as lists of transitions. */
const toRecord = ({ paths, ...report }: GateReport) => ({
  ...report,
  paths: paths.map(({ path, ...rest }) => ({ ...rest, transitions: path.transitions })),
});
