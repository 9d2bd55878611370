import type { Command } from 'commander';
import type { ExecutionSelection } from '../../streams/index.js';
import { addTo, toText, toTime, toTypeFilter } from '../frame/parsers.js';

/** Options that select executions, as in `rx-swf list`. */
export type FilterOptions = ExecutionSelection;

/** States whose executions can be selected. */
export type FilterStates = 'any' | 'open' | 'closed';

const times: Readonly<Record<FilterStates, string>> = {
  any: 'started or, if all are closed, closed since',
  open: 'started since',
  closed: 'closed since',
};

/** Adds the options that select executions of these states. */
export function withFilter(command: Command, states: FilterStates = 'any'): Command {
  command.optionsGroup('Filters:');
  if (states !== 'closed') command.option('--open', 'open executions');
  if (states !== 'open')
    command
      .option('--closed', 'closed executions, however they ended')
      .option('--completed', 'completed ones')
      .option('--failed', 'failed ones')
      .option('--timed-out', 'ones that timed out')
      .option('--canceled', 'canceled ones')
      .option('--terminated', 'terminated ones')
      .option('--continued-as-new', 'runs that were continued as new');
  return command
    .option('--type <name[@version]>', 'of this workflow type', toTypeFilter)
    .option('--workflow-id <id>', 'with this workflow id', toText)
    .option('--tag <tag>', 'with this tag; repeatable, then with all of them', addTo)
    .option('--since <time>', `${times[states]} a time or an age, such as 6h`, toTime)
    .option('--until <time>', `${times[states].replace(/since$/, 'until')} then`, toTime);
}
