import type { Command } from 'commander';
import { withDomain, yesOption } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf apply`. */
export interface ApplyOptions {
  readonly taskList?: string;
  readonly yes?: boolean;
}

/** The `rx-swf apply` command. */
export const apply = (): Command =>
  withDomain(
    newCommand('apply', ['rx-swf apply ./dist/workflows.js --yes'])
      .description('Register, undeprecate and tag what a module defines and SWF lacks.')
      .argument('<module>', 'JavaScript module that exports workflows, activities or contracts', toText)
      .option('--task-list <name>', 'default task list of the types that set none', toText)
      .addOption(yesOption()),
  ).action((module: string, options: ApplyOptions, command: Command) =>
    runAction(command, async () => {
      const { applyPlan } = await import('./applyPlan.js');
      return context => applyPlan(context, module, options);
    }),
  );
