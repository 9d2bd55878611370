import type { Command } from 'commander';
import { type FilterOptions, withFilter } from '../executions/FilterOptions.js';
import { runOption, withDomain, withOutput, yesOption } from '../frame/commonOptions.js';
import { toText } from '../frame/parsers.js';

/** Options of a command that acts on one execution, or on a selection. */
export interface BulkOptions extends FilterOptions {
  readonly runId?: string;
  readonly dryRun?: boolean;
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly report?: string;
}

/** Adds the options of a command that acts on one execution, or on a selection of open or closed ones. */
export const withBulk = (command: Command, state: 'open' | 'closed'): Command =>
  withDomain(
    withOutput(
      withFilter(
        command.addOption(runOption()).option('--dry-run', 'show what would be called, and change nothing'),
        state,
      )
        .optionsGroup('Selection:')
        .option('--all', `all ${state} executions of the domain, if there is no filter`)
        .addOption(yesOption())
        .option(
          '--report <file>',
          'file for a line per execution; one that exists is resumed (default: a new one here)',
          toText,
        ),
    ),
  );
