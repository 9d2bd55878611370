import type { Command } from 'commander';
import { type BulkOptions, withBulk } from '../bulk/BulkOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toChildPolicy, toJson, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf terminate`. */
export interface TerminateOptions extends BulkOptions {
  readonly reason: string;
  readonly details?: unknown;
  readonly childPolicy?: 'TERMINATE' | 'REQUEST_CANCEL' | 'ABANDON';
}

/** The `rx-swf terminate` command. */
export const terminate = (): Command =>
  withBulk(
    newCommand('terminate')
      .description('Close an open execution, or each of a selection, without asking its decider.')
      .argument('[id]', 'workflow id; without it, filters select the executions', toText)
      .requiredOption('--reason <text>', 'why, for the history', toText)
      .option('--details <json>', 'JSON, or @file with JSON, for the history', toJson)
      .option(
        '--child-policy <policy>',
        'TERMINATE, REQUEST_CANCEL or ABANDON children (default: as started)',
        toChildPolicy,
      ),
    'open',
  ).action((id: string | undefined, options: TerminateOptions, command: Command) =>
    runAction(command, async () => {
      const [{ act }, { termination }] = await Promise.all([
        import('../bulk/act.js'),
        import('./termination.js'),
      ]);
      return context => act(context, id, options, termination(options));
    }),
  );
