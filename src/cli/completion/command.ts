import { Argument, type Command } from 'commander';
import { newCommand } from '../frame/newCommand.js';
import { bash } from './scripts/bash.js';
import { fish } from './scripts/fish.js';
import { zsh } from './scripts/zsh.js';

const scripts = { bash, zsh, fish };

/** The `rx-swf completion` command. */
export const completion = (): Command =>
  newCommand('completion', ['eval "$(rx-swf completion bash)"'])
    .description('Print a script that completes commands, options, ids and types in a shell.')
    .addArgument(new Argument('<shell>', 'shell that the script is for').choices(Object.keys(scripts)))
    .addHelpText('after', '\nAdd that line to ~/.bashrc. Each script says how it is used.')
    .action((shell: keyof typeof scripts) => void process.stdout.write(scripts[shell]()));
