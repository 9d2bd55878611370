import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { type ChildPolicyName, childPolicyOption } from '../frame/commonOptions.js';
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
    newCommand('rerun')
      .description('Start a closed execution again, or each of a selection, with the attributes of that run.')
      .argument('[id]', 'workflow id; without it, filters select the executions', toText)
      .option('--input <json>', 'JSON, or @file with JSON, in place of the input of that run', toJson)
      .option('--task-list <name>', 'task list of decision tasks, in place of that of that run', toText)
      .option('--execution-timeout <time>', 'longest life, likewise; seconds, or such as 6h', toTimeout)
      .addOption(childPolicyOption('what happens to open children, likewise')),
    'closed',
  ).action((id: string | undefined, options: RerunOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { rerunning }] = await Promise.all([
        import('../bulk/act.js'),
        import('./rerunning.js'),
      ]);
      return context => act(context, id, options, rerunning(options));
    }),
  );
