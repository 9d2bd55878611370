import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf types`. */
export interface TypesOptions {
  readonly workflows?: boolean;
  readonly activities?: boolean;
  readonly name?: string;
  readonly deprecated?: boolean;
  readonly all?: boolean;
  readonly defaults?: boolean;
}

/** The `rx-swf types` command. */
export const types = (): Command =>
  withDomain(
    withOutput(
      newCommand('types', ['rx-swf types --workflows --defaults'])
        .description('List the workflow types and activity types of a domain.')
        .option('--workflows', 'only workflow types')
        .option('--activities', 'only activity types')
        .option('--name <name>', 'all versions of this name', toText)
        .option('--deprecated', 'deprecated types instead of registered ones')
        .option('--all', 'deprecated types in addition')
        .option('--defaults', 'the defaults of each type in addition, with one call for each'),
    ),
  ).action((options: TypesOptions, command: Command) =>
    runAction(command, async () => {
      const { listTypes } = await import('./listTypes.js');
      return context => listTypes(context, options);
    }),
  );
