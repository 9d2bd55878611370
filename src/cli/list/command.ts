import { type Command, Option } from 'commander';
import { type FilterOptions, withFilter } from '../executions/FilterOptions.js';
import { toColumns } from '../frame/columns.js';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPositive } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Names of all columns. */
export const columnNames = [
  'id',
  'type',
  'state',
  'started',
  'age',
  'closed',
  'reason',
  'tags',
  'run',
  'parent',
];

/** Orders of `--sort`. */
export const sortNames = ['started', 'closed', 'id', 'type', 'state'] as const;

/** Options of `rx-swf list`. */
export interface ListOptions extends FilterOptions {
  readonly limit: number;
  readonly sort: (typeof sortNames)[number];
  readonly reverse?: boolean;
  readonly columns?: readonly string[];
  readonly watch?: boolean;
}

/** The `rx-swf list` command. */
export const list = (): Command =>
  withDomain(
    withOutput(
      withFilter(
        newCommand('list', [
          'rx-swf list --failed --timed-out --since 6h',
          'rx-swf list --open --type Order@1 --tag vip --watch',
        ])
          .alias('ls')
          .description('List open and closed executions, the newest first.'),
      )
        .optionsGroup('List:')
        .option('-n, --limit <number>', 'largest number of executions', toPositive, 50)
        .addOption(new Option('--sort <by>', 'order of those listed').choices(sortNames).default('started'))
        .option('--reverse', 'reverse the order')
        .option(
          '--columns <names>',
          `columns of the table, of ${columnNames.join(', ')}`,
          toColumns(columnNames),
        )
        .option('-w, --watch', 'keep the list up to date until Ctrl-C'),
    ),
  ).action((options: ListOptions, command: Command) =>
    runAction(command, async () => {
      const { listExecutions } = await import('./listExecutions.js');
      return context => listExecutions(context, options);
    }),
  );
