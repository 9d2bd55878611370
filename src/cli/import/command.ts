import type { Command } from 'commander';
import { newCommand } from '../frame/newCommand.js';
import { toPositive, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf import`. */
export interface ImportCommandOptions {
  readonly data: string;
  readonly region?: string;
  readonly at?: number;
  readonly domain?: string;
  readonly workflowId?: string;
  readonly runId?: string;
}

/** The `rx-swf import` command. */
export const importCommand = (): Command =>
  newCommand('import', ['rx-swf import order-7.json --data ./swf'])
    .description('Add an execution to the data folder of an embedded SWF that is not running.')
    .argument('<file>', 'JSON of rx-swf export, or of a history; - is standard input', toText)
    .requiredOption('--data <folder>', 'data folder, as of rx-swf local --data', toText)
    .option('--region <name>', 'region that the folder belongs to (default: us-east-1)', toText)
    .option('--at <event>', 'id of the last event to take over (default: the last one)', toPositive)
    .optionsGroup('What a history does not tell:')
    .option('--domain <name>', 'domain (default: as exported, or forked)', toText)
    .option('--workflow-id <id>', 'workflow id (default: as exported, or forked)', toText)
    .option('--run-id <id>', 'run id (default: as exported, or a new one)', toText)
    .action((file: string, options: ImportCommandOptions, command: Command) =>
      runAction(command, async () => {
        const { importFile } = await import('./importFile.js');
        return context => importFile(context, options, file);
      }),
    );
