import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toJson, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf signal`. */
export interface SignalOptions extends BulkOptions {
  readonly input?: unknown;
}

/** The `rx-swf signal` command. */
export const signal = (): Command =>
  withBulk(
    newCommand('signal', [
      `rx-swf signal order-7 approve --input '{"by":"Ada"}'`,
      'rx-swf signal --type Order@1 --tag vip resume --dry-run',
    ])
      .description('Signal an open execution, or each of a selection.')
      .usage('[options] <id> <name>\n       rx-swf signal [options] <filters> <name>')
      .argument('<id-or-name>', 'workflow id; with filters in place of it, the name of the signal', toText)
      .argument('[name]', 'name of the signal, after a workflow id', toText)
      .option('--input <json>', 'JSON, or @file with JSON', toJson),
    'open',
  ).action((first: string, second: string | undefined, options: SignalOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { signaling }] = await Promise.all([
        import('../bulk/act.js'),
        import('../../streams/index.js'),
      ]);
      const [id, name] = second === undefined ? [undefined, first] : [first, second];
      return context => act(context, id, options, signaling(name, options));
    }),
  );
