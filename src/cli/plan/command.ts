import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf plan`. */
export interface PlanOptions {
  readonly taskList?: string;
}

/** The `rx-swf plan` command. */
export const plan = (): Command =>
  withDomain(
    withOutput(
      newCommand('plan', ['rx-swf plan ./dist/workflows.js'])
        .description('Show what rx-swf apply would change, so that SWF has what a module defines.')
        .argument('<module>', 'JavaScript module that exports workflows, activities or contracts', toText)
        .option('--task-list <name>', 'default task list of the types that set none', toText),
    ),
  ).action((module: string, options: PlanOptions, command: Command) =>
    runAction(command, async () => {
      const { showPlan } = await import('./showPlan.js');
      return context => showPlan(context, module, options);
    }),
  );
