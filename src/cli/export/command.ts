import type { Command } from 'commander';
import { withDomain, withExecution } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf export`. */
export interface ExportOptions {
  readonly runId?: string;
}

/** The `rx-swf export` command. */
export const exportCommand = (): Command =>
  withDomain(
    withExecution(
      newCommand('export', ['rx-swf export order-7 > order-7.json']).description(
        'Print an execution as JSON, for rx-swf import: its history, its ids and its domain.',
      ),
    ),
  ).action((id: string, options: ExportOptions, command: Command) =>
    runAction(command, async () => {
      const { exportRun } = await import('./exportRun.js');
      return context => exportRun(context, options, id);
    }),
  );
