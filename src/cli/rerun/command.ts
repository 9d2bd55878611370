import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { type ChildPolicyName, childPolicyOption, timeoutText } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toJson, toText, toTimeout } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf rerun`. */
export interface RerunOptions extends BulkOptions {
  readonly input?: unknown;
  readonly taskList?: string;
  readonly executionTimeout?: number | 'NONE';
  readonly childPolicy?: ChildPolicyName;
}

/** The `rx-swf rerun` command. */
export const rerun = (): Command =>
  withBulk(
    newCommand('rerun', ['rx-swf rerun order-7', 'rx-swf rerun --failed --since 6h --type Order --dry-run'])
      .description('Start a closed execution again, or each of a selection, with the attributes of that run.')
      .argument('[id]', 'workflow id; without it, filters select the executions', toText)
      .option('--input <json>', 'JSON, or @file with JSON, in place of the input of that run', toJson)
      .option('--task-list <name>', 'task list of decision tasks, in place of that of that run', toText)
      .option(
        '--execution-timeout <time>',
        timeoutText('longest life, in place of that of that run'),
        toTimeout,
      )
      .addOption(childPolicyOption('what happens to open children, in place of that of that run')),
    'closed',
  ).action((id: string | undefined, options: RerunOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { rerunning }] = await Promise.all([
        import('../bulk/act.js'),
        import('../../streams/index.js'),
      ]);
      return context => act(context, id, options, rerunning(options));
    }),
  );
