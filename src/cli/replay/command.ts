import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPositive, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf replay`. */
export interface ReplayCommandOptions {
  readonly all?: boolean;
  readonly jobs: number;
  readonly junit?: string;
  readonly github?: boolean;
}

/** The `rx-swf replay` command. */
export const replay = (): Command =>
  withOutput(
    newCommand('replay', ['rx-swf replay ./dist/workflows.js histories --junit replay.xml'])
      .description('Replay archived histories against code, and show which executions it would break.')
      .argument('<module>', 'JavaScript module that exports workflows', toText)
      .argument('<histories...>', 'folders of rx-swf histories pull, or JSON files of single histories')
      .option('--all', 'replay every history, not only the longest of each path')
      .option('--jobs <number>', 'number of threads', toPositive, availableParallelism())
      .option(
        '--junit <file>',
        'write a JUnit report, with a test case for each path; - for standard output',
        toText,
      )
      .option('--github', 'print the breaks as annotations of a GitHub workflow'),
  ).action((module: string, histories: readonly string[], options: ReplayCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { replayArchive } = await import('./replayArchive.js');
      return context => replayArchive(context, module, histories, options);
    }),
  );
