import type { Command } from 'commander';
import { withDomain } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText, toTime } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf histories pull`. */
export interface PullCommandOptions {
  readonly folder: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly open?: boolean;
  readonly redact?: boolean;
}

/** The `rx-swf histories` command. */
export const histories = (): Command =>
  newCommand('histories')
    .helpCommand(false)
    .description('Archive the histories of executions, beyond the retention of their domain.')
    .addCommand(pull());

const pull = (): Command =>
  withDomain(
    newCommand('pull', ['rx-swf histories pull --since 30d --open -o histories'])
      .description(
        'Add the histories that a folder does not have yet: compressed JSON lines, a file a day and type.',
      )
      .option('-o, --folder <path>', 'folder of the archive', toText, 'histories')
      .option('--since <time>', 'closed since a day, or an age such as 30d (default: 30d)', toTime)
      .option('--until <time>', 'closed until the end of a day (default: today)', toTime)
      .option('--open', 'archive open executions too, as they are now')
      .option('--redact', 'keep only shapes and lengths of payloads'),
  ).action((options: PullCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { pullHistories } = await import('./pullHistories.js');
      return context => pullHistories(context, options);
    }),
  );
