import { Command } from 'commander';

/**
 * Returns a command that throws usage errors, so that `main.ts` chooses the exit code.
 *
 * @param examples - command lines that end its help
 */
export const newCommand = (name: string, examples: readonly string[] = []): Command =>
  new Command(name)
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', examplesText(examples));

const examplesText = (lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `\nExample${lines.length === 1 ? '' : 's'}:\n${lines.map(line => `  $ ${line}\n`).join('')}`;
