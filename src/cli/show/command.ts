import type { Command } from 'commander';
import { withDomain, withExecution, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf show`. */
export interface ShowOptions {
  readonly runId?: string;
  readonly follow?: boolean;
  readonly children?: boolean;
}

/** The `rx-swf show` command. */
export const show = (): Command =>
  withDomain(
    withOutput(
      withExecution(
        newCommand('show', ['rx-swf show order-7', 'rx-swf show order-7 --follow']).description(
          'Show an execution: its input and result, what is open in it, and what went wrong.',
        ),
      )
        .option('-f, --follow', 'follow it and its children until it ends')
        .option('--children', 'show each child in the same way'),
    ),
  ).action((workflowId: string, options: ShowOptions, command: Command) =>
    runAction(command, async () => {
      const { showExecution } = await import('./showExecution.js');
      return context => showExecution(context, workflowId, options);
    }),
  );
