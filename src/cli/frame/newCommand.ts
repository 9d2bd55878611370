import { Command } from 'commander';

/** Returns a command that throws usage errors, so that `main.ts` chooses the exit code. */
export const newCommand = (name: string): Command =>
  new Command(name)
    .showHelpAfterError('(see --help)')
    .exitOverride()
    .helpOption('-h, --help', 'show this help');
