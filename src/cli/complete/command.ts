import type { Command } from 'commander';
import { hideSdkWarning } from '../frame/hideSdkWarning.js';
import { newCommand } from '../frame/newCommand.js';
import { candidateLines, filesLine } from './candidateLines.js';
import { completionOf } from './completionOf.js';

/** The hidden `rx-swf complete` command, which the scripts of `rx-swf completion` call. */
export const complete = (): Command =>
  newCommand('complete')
    .description('Print what can stand at the end of a command line, a line each.')
    .argument('[words...]', 'words after rx-swf up to the cursor, after --')
    .action(async (words: readonly string[], _options: object, command: Command) => {
      const completion = completionOf(command.parent ?? command, words);
      if (completion.kind === 'words') process.stdout.write(candidateLines(completion.candidates));
      if (completion.kind === 'files') process.stdout.write(filesLine);
      if (completion.kind !== 'source') return;
      hideSdkWarning();
      const { printSource } = await import('./printSource.js');
      await printSource(completion, words.at(-1) ?? '');
    });
