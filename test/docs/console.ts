import type { Block } from './blocks.js';

/** A block of commands with their output, at a time of the night: `console 03:05`. */
const info = /^console (\d\d:\d\d)$/;

/** Returns the time of a block of commands; `undefined` for another block. */
export const timeOfConsole = (block: Block): string | undefined => info.exec(block.info)?.[1];

/** A command of a block, and what the page shows as its output. */
export interface ShownCommand {
  readonly line: string;
  readonly output: string;
}

/** Returns the commands of a block, which begin with `$ `. */
export function commandsOf({ code }: Block): readonly ShownCommand[] {
  return code.split(/^\$ /m).flatMap(part => {
    const [line = '', ...output] = part.split('\n');
    return line === '' ? [] : [{ line, output: output.join('\n').trim() }];
  });
}

/** Replaces what differs at each run: random run ids, the port of the service, and how fast the machine is. */
export const withoutChance = (output: string): string =>
  output
    .trim()
    .replace(/\b22[\w+/]{43}=/g, '<run>')
    .replace(/:\d{4,5}\b(?!-)/g, ':<port>')
    .replace(/\d+ ms\b/g, '<n> ms');
