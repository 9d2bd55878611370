import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { type ChildPolicyName, childPolicyOption } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toJson, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf terminate`. */
export interface TerminateOptions extends BulkOptions {
  readonly reason: string;
  readonly details?: unknown;
  readonly childPolicy?: ChildPolicyName;
}

/** The `rx-swf terminate` command. */
export const terminate = (): Command =>
  withBulk(
    newCommand('terminate', [
      'rx-swf terminate order-7 --reason "wrong cart"',
      'rx-swf terminate --type Order@1 --since 2h --reason "bad deployment"',
    ])
      .description('Close an open execution, or each of a selection, without asking its decider.')
      .argument('[id]', 'workflow id; without it, filters select the executions', toText)
      .requiredOption('--reason <text>', 'why, for the history', toText)
      .option('--details <json>', 'JSON, or @file with JSON, for the history', toJson)
      .addOption(childPolicyOption('what happens to open children (default: as at its start)')),
    'open',
  ).action((id: string | undefined, options: TerminateOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { termination }] = await Promise.all([
        import('../bulk/act.js'),
        import('../../streams/index.js'),
      ]);
      return context => act(context, id, options, termination(options));
    }),
  );
