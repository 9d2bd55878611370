import type { Command } from 'commander';
import { withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPort, toPositive, toText, toType } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf debug`. */
export interface DebugOptions {
  readonly workflow?: { readonly name: string; readonly version: string };
  readonly workflowId?: string;
  readonly runId?: string;
  readonly domain?: string;
  readonly upTo?: number;
  readonly inspectAt?: number;
  readonly inspectPort: number;
}

/** The `rx-swf debug` command. */
export const debug = (): Command =>
  withOutput(
    newCommand('debug', ['rx-swf debug ./dist/workflows.js order-7.json --up-to 43'])
      .description('Walk through a recorded execution turn by turn, with the code of its workflow.')
      .argument('<module>', 'JavaScript module that exports the workflow', toText)
      .argument('<history>', 'file with the history as JSON, as rx-swf history -o json saves it', toText)
      .option('--workflow <type>', 'workflow to run (default: the one of the history)', toType)
      .optionsGroup('What a history does not tell:')
      .option('--workflow-id <id>', 'id of the execution, for default ids of children', toText)
      .option('--run-id <id>', 'id of the run, for random values and default ids of children', toText)
      .option('--domain <name>', 'domain of the execution, which is not called', toText)
      .optionsGroup('Where to stop:')
      .option('--up-to <event>', 'id of the last event to replay', toPositive)
      .option(
        '--inspect-at <turn>',
        'wait for a debugger, as node --inspect-brk does, and stop before the code of this turn',
        toPositive,
      )
      .option('--inspect-port <number>', 'port for the debugger; 0 selects any free port', toPort, 9229),
  ).action((module: string, history: string, options: DebugOptions, command: Command) =>
    runAction(command, async () => {
      const { debugHistory } = await import('./debugHistory.js');
      return context => debugHistory(context, options, module, history);
    }),
  );
