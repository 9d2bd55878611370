import { Command, InvalidArgumentError, Option } from 'commander';
import { isInstance, messageOf, showValue } from '../../requests/index.js';
import { isRegion } from '../../settings/region.js';
import { type ServeOptions, serve } from './serve.js';

function toPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 is any free one.');
  return port;
}

function toText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function toRegion(text: string): string {
  if (!isRegion(text)) throw new InvalidArgumentError('A region is the like of us-east-1, or local.');
  return text;
}

const addTo = (value: string, former: readonly string[] = []) => [...former, value];

/** The `rx-swf local` command. */
export const local = (): Command =>
  new Command('local')
    .description('Run an SWF on this machine, over HTTP, for any AWS SDK and the AWS CLI.')
    .option('--port <number>', 'where to listen; 0 is any free port', toPort, 4577)
    .option('--host <address>', 'who can reach it; by default only this machine', toText, '127.0.0.1')
    .option('--credentials <key:secret>', 'ask for this, or for a line of this file; may be repeated', addTo)
    .option('--allow-anyone', 'without credentials, on a host that others can reach')
    .option('--allow-host <name>', 'answer requests to this name of the machine too; may be repeated', addTo)
    .option(
      '--region <name>',
      'the AWS region of requests that are not signed; signed ones say theirs',
      toRegion,
      'us-east-1',
    )
    .option('--data <folder>', 'keep everything there, through crashes too (default: in memory)', toText)
    .option('--throttle', "refuse calls beyond Amazon's documented rates")
    .addOption(
      new Option('--time <how>', 'real, or skip to the next timer or timeout when nobody works')
        .choices(['real', 'skip'])
        .default('real'),
    )
    .action(async (options: ServeOptions, command: Command) => {
      await serve(options).catch((error: unknown) => command.error(`error: ${reason(error, options)}`));
    });

/** Returns a message that tells the user how to fix an error. */
function reason(error: unknown, { port, host }: ServeOptions): string {
  if (!isInstance(error, Error)) return showValue(error);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use: choose another with --port, or 0 for any that is free`;
    case 'EACCES':
      return `port ${port} of ${host} needs privileges: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine: choose another with --host`;
    default:
      return messageOf(error);
  }
}
