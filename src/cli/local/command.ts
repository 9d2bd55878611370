import { type Command, InvalidArgumentError, Option } from 'commander';
import { hideSdkWarning } from '../frame/hideSdkWarning.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo, toPort, toText } from '../frame/parsers.js';
import type { ServeOptions } from './serve.js';

function toHttpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('Expected an http or https URL, such as http://127.0.0.1:3000/notices.');
  return text;
}

// The values of --credentials may be secrets, and are checked without being shown.
const addSecret = (value: string, former: readonly string[] = []) => [...former, value];

/** The `rx-swf local` command. */
export const local = (): Command =>
  newCommand('local', [
    'rx-swf local --data ./swf --seed ./workflows.js --seed-domain media',
    'rx-swf local --port 0 --time skip',
  ])
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
      addSecret,
    )
    .option('--allow-anyone', 'accept all requests on a host that other machines can reach')
    .option('--allow-host <name>', 'additional host name to accept requests for; repeatable', addTo)
    .option(
      '--allow-origin <origin>',
      'origin of pages that may call from a browser, such as https://app.example.com; repeatable',
      addTo,
    )
    .option('--region <name>', 'region of unsigned requests', toText, 'us-east-1')
    .option(
      '--data <folder>',
      'folder to store the state in, so that it survives crashes (default: in memory)',
      toText,
    )
    .option(
      '--seed <file>',
      'domains and types to register at the start: JSON, or a module of definitions; repeatable',
      addTo,
    )
    .option('--seed-domain <name>', 'domain of the definitions of a module that exports no domain', toText)
    .option(
      '--import <file>',
      'execution to add at the start: JSON of rx-swf export, or of a history; repeatable',
      addTo,
    )
    .option('--throttle', "reject calls that exceed Amazon's documented rates")
    .option('--notices <url>', 'URL to post the notices to that Amazon sends to EventBridge', toHttpUrl)
    .option('--console', 'serve the console, too, with a token, to this machine only')
    .option('--console-port <number>', 'port of the console; 0 selects any free port', toPort, 4580)
    .option(
      '--console-domain <name>',
      'domain that the console shows (default: the one that is seeded)',
      toText,
    )
    .addOption(
      new Option(
        '--time <how>',
        'real, or skip: jump to the next timer or timeout when no work is in progress',
      )
        .choices(['real', 'skip'])
        .default('real'),
    )
    .option('--verbose', 'print a line for each call to standard error')
    .action(async (options: ServeOptions) => {
      hideSdkWarning();
      const { runLocal } = await import('./runLocal.js');
      await runLocal(options);
    });
