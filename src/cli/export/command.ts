import type { Command } from 'commander';
import { withDomain } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf export`. */
export interface ExportOptions {
  readonly runId?: string;
}

/** The `rx-swf export` command. */
export const exportCommand = (): Command =>
  withDomain(
    newCommand('export')
      .description('Print an execution as JSON, for rx-swf import: its history, its ids and its domain.')
      .argument('<id>', 'workflow id: the open execution with this id, or else the latest one', toText)
      .option('--run-id <id>', 'this run', toText),
  ).action((id: string, options: ExportOptions, command: Command) =>
    runAction(command, async () => {
      const { exportRun } = await import('./exportRun.js');
      return context => exportRun(context, options, id);
    }),
  );
