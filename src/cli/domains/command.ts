import type { Command } from 'commander';
import { withConnection, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf domains`. */
export interface DomainsOptions {
  readonly deprecated?: boolean;
  readonly all?: boolean;
}

/** The `rx-swf domains` command. */
export const domains = (): Command =>
  withConnection(
    withOutput(
      newCommand('domains', ['rx-swf domains --all'])
        .description('List the domains of the account and region.')
        .option('--deprecated', 'deprecated domains instead of registered ones')
        .option('--all', 'deprecated domains in addition'),
    ),
  ).action((options: DomainsOptions, command: Command) =>
    runAction(command, async () => {
      const { listDomains } = await import('./listDomains.js');
      return context => listDomains(context, options);
    }),
  );
