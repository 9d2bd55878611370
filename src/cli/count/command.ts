import type { Command } from 'commander';
import { type FilterOptions, withFilter } from '../executions/FilterOptions.js';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** The `rx-swf count` command. */
export const count = (): Command =>
  withDomain(
    withOutput(
      withFilter(
        newCommand('count', ['rx-swf count --type Order --since 30d']).description(
          'Count executions by state, with one call each.',
        ),
      ),
    ),
  ).action((options: FilterOptions, command: Command) =>
    runAction(command, async () => {
      const { countExecutions } = await import('./countExecutions.js');
      return context => countExecutions(context, options);
    }),
  );
