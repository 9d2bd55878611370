import { type Command, InvalidArgumentError, Option } from 'commander';
import { isInstance, messageOf, showValue } from '../../requests/index.js';
import { isRegion } from '../../settings/region.js';
import { exitCodes } from '../frame/exitCodes.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { type ServeOptions, serve } from './serve.js';

function toPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new InvalidArgumentError('Expected an integer from 0 to 65535; 0 selects any free port.');
  return port;
}

function toRegion(text: string): string {
  if (!isRegion(text)) throw new InvalidArgumentError('Expected a region name, such as us-east-1 or local.');
  return text;
}

function toHttpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('Expected an http or https URL, such as http://127.0.0.1:3000/notices.');
  return text;
}

const addTo = (value: string, former: readonly string[] = []) => [...former, value];

/** The `rx-swf local` command. */
export const local = (): Command =>
  newCommand('local')
    .description('Run an embedded SWF over HTTP, for any AWS SDK and the AWS CLI.')
    .option('--port <number>', 'port to listen on; 0 selects any free port', toPort, 4577)
    .option(
      '--host <address>',
      'address to listen on; by default, only this machine can reach it',
      toText,
      '127.0.0.1',
    )
    .option(
      '--credentials <key:secret>',
      'require signatures with this pair, or with one of those in a file; repeatable',
      addTo,
    )
    .option('--allow-anyone', 'accept all requests on a host that other machines can reach')
    .option('--allow-host <name>', 'additional host name to accept requests for; repeatable', addTo)
    .option('--region <name>', 'region of unsigned requests', toRegion, 'us-east-1')
    .option(
      '--data <folder>',
      'folder to store the state in, so that it survives crashes (default: in memory)',
      toText,
    )
    .option('--throttle', "reject calls that exceed Amazon's documented rates")
    .option('--notices <url>', 'URL to post the notices to that Amazon sends to EventBridge', toHttpUrl)
    .addOption(
      new Option(
        '--time <how>',
        'real, or skip: jump to the next timer or timeout when no work is in progress',
      )
        .choices(['real', 'skip'])
        .default('real'),
    )
    .action(async (options: ServeOptions) => {
      await serve(options).catch((error: unknown) => {
        process.stderr.write(`error: ${reason(error, options)}\n`);
        process.exitCode = exitCodes.failed;
      });
    });

/** Returns a message that tells the user how to fix an error. */
function reason(error: unknown, { port, host }: ServeOptions): string {
  if (!isInstance(error, Error)) return showValue(error);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Choose another with --port, or 0 for any free port.`;
    case 'EACCES':
      return `Port ${port} of ${host} requires privileges. Choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose another with --host.`;
    default:
      return messageOf(error);
  }
}
