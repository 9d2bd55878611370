import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf redrive`. */
export interface RedriveOptions extends BulkOptions {
  readonly from?: string;
  readonly taskList?: string;
  readonly despiteLaterRun?: boolean;
}

/** The `rx-swf redrive` command. */
export const redrive = (): Command =>
  withBulk(
    newCommand('redrive', [
      'rx-swf redrive order-7 --dry-run',
      'rx-swf redrive --failed --since 6h --type Order --dry-run',
    ])
      .description(
        'Continue a closed execution of a durable workflow, or each of a selection, in a new run that takes over what is done.',
      )
      .argument('[id]', 'workflow id; without it, filters select the executions', toText)
      .option(
        '--from <command>',
        'first command to do again, such as Charge#7 (default: what failed)',
        toText,
      )
      .option('--task-list <name>', 'task list of decision tasks, in place of that of that run', toText)
      .option('--despite-later-run', 'also if a later run may have done the same work'),
    'closed',
  ).action((id: string | undefined, options: RedriveOptions, command: Command) =>
    runAction(command, async () => {
      const { redriveAction } = await import('./redriveAction.js');
      return context => redriveAction(context, id, options);
    }),
  );
