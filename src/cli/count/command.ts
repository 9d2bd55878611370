import type { Command } from 'commander';
import { type FilterOptions, withFilter } from '../executions/FilterOptions.js';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf count`. */
export interface CountOptions extends FilterOptions {
  readonly watch?: boolean;
}

/** The `rx-swf count` command. */
export const count = (): Command =>
  withDomain(
    withOutput(
      withFilter(
        newCommand('count', ['rx-swf count --type Order --since 30d', 'rx-swf count --open --watch'])
          .description('Count executions by state, with one call each.')
          .option('-w, --watch', 'keep the counts up to date until Ctrl-C'),
      ),
    ),
  ).action((options: CountOptions, command: Command) =>
    runAction(command, async () => {
      const { countExecutions } = await import('./countExecutions.js');
      return context => countExecutions(context, options);
    }),
  );
