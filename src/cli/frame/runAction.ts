import type { Command } from 'commander';
import type { CommandContext, Connection, Output } from './CommandContext.js';
import { type ExitCode, exitCodes } from './exitCodes.js';
import { hideSdkWarning } from './hideSdkWarning.js';
import { processTerminal } from './Terminal.js';

/** What an action returns: an Observable, of which only the end matters. It writes to the terminal itself. */
export interface Completable {
  subscribe(observer: { readonly error: (error: unknown) => void; readonly complete: () => void }): {
    unsubscribe(): void;
  };
}

/** An action, with its own options and arguments already applied. */
export type Action = (context: CommandContext) => Completable;

/** How an action ended: by itself, by Ctrl-C, or because nobody reads its output any longer. */
type End = 'completed' | 'interrupted' | 'unread';

/**
 * Loads and runs the action of a command, and sets the exit code of the process. An action is loaded only here,
 * so that `--help` and `--version` load nothing of the library. Ctrl-C and a closed pipe unsubscribe from it.
 */
export async function runAction(command: Command, load: () => Promise<Action>): Promise<void> {
  const context = contextOf(command);
  hideSdkWarning();
  try {
    const end = await ended(context, await load());
    if (end === 'interrupted') context.exitWith(exitCodes.interrupted);
  } catch (error) {
    const { describeFailure } = await import('./describeFailure.js');
    const { message, code } = describeFailure(error, context.connection);
    context.terminal.note(`error: ${message}\n`);
    context.exitWith(code);
  }
}

function contextOf(command: Command): CommandContext {
  const terminal = processTerminal();
  const options = command.optsWithGlobals<
    Connection & { readonly output?: Output; readonly utc?: boolean }
  >();
  const { output = 'table', utc = false } = options;
  return {
    terminal,
    connection: options,
    output,
    look() {
      const { width, ...look } = terminal.look(utc);
      return output === 'wide' || width === undefined ? look : { ...look, width };
    },
    exitWith: (code: ExitCode) => {
      process.exitCode = code;
    },
  };
}

/** Subscribes to an action. Resolves when it ends; rejects if it fails. */
function ended(context: CommandContext, action: Action): Promise<End> {
  return new Promise((resolve, reject) => {
    const teardown: (() => void)[] = [];
    const finish = (settle: () => void) => {
      for (const undo of teardown.splice(0)) undo();
      settle();
    };
    // The next signal finds no listener and kills the process.
    const interrupt = () => finish(() => resolve('interrupted'));
    const unread = () => finish(() => resolve('unread'));
    process.once('SIGINT', interrupt);
    // Nobody can read the rest; watchOutput() tells what is a failure.
    process.stdout.on('error', unread);
    teardown.push(() => {
      process.removeListener('SIGINT', interrupt);
      process.stdout.removeListener('error', unread);
    });
    const subscription = action(context).subscribe({
      error: error => finish(() => reject(error)),
      complete: () => finish(() => resolve('completed')),
    });
    teardown.push(() => subscription.unsubscribe());
  });
}
