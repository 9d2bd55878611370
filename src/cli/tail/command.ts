import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toTime, toTypeFilter } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf tail`. */
export interface TailOptions {
  readonly type?: { readonly name: string; readonly version?: string };
  readonly failed?: boolean;
  readonly since?: Date;
}

/** The `rx-swf tail` command. */
export const tail = (): Command =>
  withDomain(
    withOutput(
      newCommand('tail', ['rx-swf tail --failed', 'rx-swf tail -o ndjson | jq -r .workflowId'])
        .description('Print a line for each execution that starts or ends, until Ctrl-C.')
        .option('--type <name[@version]>', 'of this workflow type', toTypeFilter)
        .option('--failed', 'only those that fail, time out or are terminated')
        .option(
          '--since <time>',
          'begin at a time, or at an age such as 10m, with at most 1,000 starts and ends (default: a minute ago)',
          toTime,
        ),
    ),
  ).action((options: TailOptions, command: Command) =>
    runAction(command, async () => {
      const { tailDomain } = await import('./tailDomain.js');
      return context => tailDomain(context, options);
    }),
  );
