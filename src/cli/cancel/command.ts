import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** The `rx-swf cancel` command. */
export const cancel = (): Command =>
  withBulk(
    newCommand('cancel', ['rx-swf cancel order-7', 'rx-swf cancel --type Order@1 --since 2h --dry-run'])
      .description('Ask the decider of an open execution, or of each of a selection, to cancel it.')
      .argument('[id]', 'workflow id; without it, filters select the executions', toText),
    'open',
  ).action((id: string | undefined, options: BulkOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { cancellation }] = await Promise.all([
        import('../bulk/act.js'),
        import('../../streams/index.js'),
      ]);
      return context => act(context, id, options, cancellation);
    }),
  );
