import type { Command } from 'commander';
import { withDomain, withExecution, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toMilliseconds, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf why`. */
export interface WhyCommandOptions {
  readonly runId?: string;
  /** Path of a module that exports workflows. */
  readonly workflows?: string;
  /** Milliseconds. */
  readonly patience?: number;
  readonly watch?: boolean;
}

/** The `rx-swf why` command. */
export const why = (): Command =>
  withDomain(
    withOutput(
      withExecution(
        newCommand('why', [
          'rx-swf why order-7',
          'rx-swf why order-7 --workflows ./dist/workflows.js --watch',
        ]).description(
          'Explain what an execution waits for, or how it ended. Exits with 5 if someone has to act: it is stuck.',
        ),
      )
        .option(
          '--workflows <module>',
          'JavaScript module with your durable workflows, to tell which signals they listen to',
          toText,
        )
        .option(
          '--patience <time>',
          'how long a task may wait in its list before it is stuck (default: 60s)',
          toMilliseconds,
        )
        .option('-w, --watch', 'keep explaining until it closes, or Ctrl-C'),
    ),
  ).action((workflowId: string, options: WhyCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { explainExecution } = await import('./explainExecution.js');
      return context => explainExecution(context, workflowId, options);
    }),
  );
