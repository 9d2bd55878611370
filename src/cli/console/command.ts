import type { Command } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo, toPort, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf console`. */
export interface ConsoleCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly allowActions?: boolean;
  readonly workflows?: readonly string[];
}

/** The `rx-swf console` command. It is named so because `console` is a global. */
export const consoleCommand = (): Command =>
  withDomain(
    withOutput(
      newCommand('console', [
        'rx-swf console --domain media',
        'rx-swf console --domain media --allow-actions --workflows ./dist/workflows.js -o json >> audit.log',
      ])
        .description('Serve a web page that shows the executions of a domain, live, until Ctrl-C.')
        .option('--port <number>', 'port to listen on; 0 selects any free port', toPort, 4580)
        .option(
          '--host <address>',
          'address to listen on; by default, only this machine can reach it',
          toText,
          '127.0.0.1',
        )
        .option(
          '--allow-host <name>',
          'additional host name to accept requests for, such as that of a proxy; repeatable',
          addTo,
        )
        .option('--allow-actions', 'allow to signal, cancel, terminate, rerun and redrive executions')
        .option(
          '--workflows <module>',
          'JavaScript module that exports durable workflows, for time travel and drift; repeatable',
          addTo,
        ),
    ),
  ).action((options: ConsoleCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { runConsole } = await import('./runConsole.js');
      return context => runConsole(context, options);
    }),
  );
