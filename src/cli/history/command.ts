import type { Command } from 'commander';
import { withDomain, withExecution, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo, toPositive } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf history`. */
export interface HistoryCommandOptions {
  readonly runId?: string;
  /** Event types, or subjects of events. */
  readonly type?: readonly string[];
  readonly tail?: number;
  readonly payloads?: boolean;
  readonly raw?: boolean;
}

/** The `rx-swf history` command. */
export const history = (): Command =>
  withDomain(
    withOutput(
      withExecution(
        newCommand('history', [
          'rx-swf history order-7 --type ActivityTaskFailed --payloads',
          'rx-swf history order-7 -o json > order-7.json',
        ]).description(
          'Show the events of an execution, or save them for replay() and the AWS CLI (-o json).',
        ),
      )
        .option(
          '--type <name>',
          'event type, such as ActivityTaskFailed, or subject, such as ActivityTask; repeatable',
          addTo,
        )
        .option('--tail <number>', 'only the last events; reads no others', toPositive)
        .option('--payloads', 'show inputs, results and details')
        .option('--raw', 'print the JSON of SWF, like -o json'),
    ),
  ).action((id: string, options: HistoryCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { showHistory } = await import('./showHistory.js');
      return context => showHistory(context, options, id);
    }),
  );
