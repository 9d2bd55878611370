import { type Command, Option } from 'commander';
import { runOption, withDomain } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPort, toPositive, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf fork`. */
export interface ForkCommandOptions {
  readonly runId?: string;
  readonly history?: string;
  readonly at?: number;
  readonly output: 'local' | 'json';
  readonly port: number;
  readonly time: 'real' | 'skip';
  readonly children: 'wait' | 'run';
  readonly messages: 'deliver' | 'refuse' | 'wait';
}

/** The `rx-swf fork` command. */
export const fork = (): Command =>
  withDomain(
    newCommand('fork', ['rx-swf fork order-7 --at 43 --time skip', 'rx-swf fork order-7 -o json > fork.json'])
      .description(
        'Serve an embedded SWF in which an execution stands where it stood at an event, to try what follows.',
      )
      .argument('[workflow-id]', 'id of the execution', toText)
      .addOption(runOption())
      .option('--history <file>', 'file with the history, in place of an id; - is standard input', toText)
      .option('--at <event>', 'id of the last event to take over (default: the last one)', toPositive)
      .addOption(
        new Option('-o, --output <where>', 'local: serve it over HTTP; json: print it for rx-swf import')
          .choices(['local', 'json'])
          .default('local'),
      )
      .optionsGroup('Service:')
      .option('--port <number>', 'port to listen on; 0 selects any free port', toPort, 4577)
      .addOption(
        new Option('--time <how>', 'from the time of the event on: real, or skip what nothing happens in')
          .choices(['real', 'skip'])
          .default('real'),
      )
      .addOption(
        new Option(
          '--children <how>',
          'open children: wait (terminate them, or let them time out), or run from their start',
        )
          .choices(['wait', 'run'])
          .default('wait'),
      )
      .addOption(
        new Option('--messages <how>', 'signals and cancel requests to executions that are not in the fork')
          .choices(['deliver', 'refuse', 'wait'])
          .default('deliver'),
      ),
  ).action((id: string | undefined, options: ForkCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { forkExecution } = await import('./forkExecution.js');
      return context => forkExecution(context, options, id);
    }),
  );
