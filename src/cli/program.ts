import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { alarms } from './alarms/command.js';
import { apply } from './apply/command.js';
import { cancel } from './cancel/command.js';
import { complete } from './complete/command.js';
import { completion } from './completion/command.js';
import { consoleCommand } from './console/command.js';
import { count } from './count/command.js';
import { debug } from './debug/command.js';
import { deprecate } from './deprecate/command.js';
import { doctor } from './doctor/command.js';
import { domains } from './domains/command.js';
import { drift } from './drift/command.js';
import { eventbridge } from './eventbridge/command.js';
import { exportCommand } from './export/command.js';
import { fork } from './fork/command.js';
import { newCommand } from './frame/newCommand.js';
import { histories } from './histories/command.js';
import { history } from './history/command.js';
import { iam } from './iam/command.js';
import { importCommand } from './import/command.js';
import { list } from './list/command.js';
import { local } from './local/command.js';
import { pending } from './pending/command.js';
import { plan } from './plan/command.js';
import { redrive } from './redrive/command.js';
import { register } from './register/command.js';
import { replay } from './replay/command.js';
import { rerun } from './rerun/command.js';
import { show } from './show/command.js';
import { signal } from './signal/command.js';
import { start } from './start/command.js';
import { tail } from './tail/command.js';
import { terminate } from './terminate/command.js';
import { timeline } from './timeline/command.js';
import { types } from './types/command.js';
import { why } from './why/command.js';

/** Commands by the heading that `--help` lists them under. */
const groups: Readonly<Record<string, readonly (() => Command)[]>> = {
  'Look:': [list, count, tail, pending, show, why, history, timeline, consoleCommand],
  'Act:': [start, signal, cancel, terminate, rerun, redrive],
  'Domains and types:': [domains, types, register, deprecate, plan, apply, drift],
  'Change:': [histories, replay, debug, fork, exportCommand, importCommand],
  'Set up:': [doctor, local, iam, alarms, eventbridge, completion],
};

/** The `rx-swf` command. Each subcommand has its own folder next to this file. */
export function program(): Command {
  const rxSwf = newCommand('rx-swf')
    .description('Amazon Simple Workflow Service in a shell: find what is wrong, understand it, act.')
    .version(readVersion(), '-V, --version', 'show the version')
    .commandsGroup('Set up:')
    .helpCommand('help [command]', 'Show the help of a command.');
  for (const [heading, commands] of Object.entries(groups)) {
    for (const command of commands) rxSwf.addCommand(command().helpGroup(heading));
  }
  return rxSwf.addCommand(complete(), { hidden: true });
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `${version}`;
}
