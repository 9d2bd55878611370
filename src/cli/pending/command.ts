import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf pending`. */
export interface PendingOptions {
  /** False to read no types. */
  readonly types: boolean;
  readonly watch?: boolean;
}

/** The `rx-swf pending` command. */
export const pending = (): Command =>
  withDomain(
    withOutput(
      newCommand('pending', ['rx-swf pending', 'rx-swf pending billing packing --no-types --watch'])
        .description('Count the decision tasks and activity tasks that wait on task lists.')
        .argument('[lists...]', 'task lists (default: those that the types of the domain have as defaults)')
        .option('--no-types', 'only count, with two calls for each list')
        .option('-w, --watch', 'keep the counts up to date until Ctrl-C'),
    ),
  ).action((lists: readonly string[], options: PendingOptions, command: Command) =>
    runAction(command, async () => {
      const { countPending } = await import('./countPending.js');
      return context => countPending(context, lists, options);
    }),
  );
