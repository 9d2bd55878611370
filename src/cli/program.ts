import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { eventbridge } from './eventbridge/command.js';
import { local } from './local/command.js';

/** The `rx-swf` command. Each subcommand has its own folder next to this file. */
export const program = (): Command =>
  new Command('rx-swf')
    .description('Amazon Simple Workflow Service for people who think in RxJS.')
    .version(readVersion())
    .showHelpAfterError('(see --help)')
    .addCommand(local())
    .addCommand(eventbridge());

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `${version}`;
}
