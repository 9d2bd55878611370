import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf drift`. */
export interface DriftCommandOptions {
  readonly taskList?: string;
  readonly exitCode?: boolean;
  readonly watch?: boolean;
}

/** The `rx-swf drift` command. */
export const drift = (): Command =>
  withDomain(
    withOutput(
      newCommand('drift', ['rx-swf drift ./dist/workflows.js --exit-code'])
        .description('Compare the domain and its types with what a module defines.')
        .argument('<module>', 'JavaScript module that exports workflows, activities or contracts', toText)
        .option('--task-list <name>', 'default task list of the types that set none', toText)
        .option('--exit-code', 'exit with 1 if anything differs')
        .option('-w, --watch', 'keep comparing until Ctrl-C'),
    ),
  ).action((module: string, options: DriftCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { showDrift } = await import('./showDrift.js');
      return context => showDrift(context, module, options);
    }),
  );
