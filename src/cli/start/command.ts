import type { Command } from 'commander';
import {
  type ChildPolicyName,
  childPolicyOption,
  timeoutText,
  withDomain,
  withOutput,
} from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo, toInteger, toJson, toText, toTimeout, toType } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf start`. Timeouts are in seconds. */
export interface StartCommandOptions {
  readonly workflowId?: string;
  readonly input?: unknown;
  readonly tag?: readonly string[];
  readonly taskList?: string;
  readonly taskPriority?: number;
  readonly executionTimeout?: number | 'NONE';
  readonly decisionTimeout?: number | 'NONE';
  readonly childPolicy?: ChildPolicyName;
  readonly lambdaRole?: string;
  readonly follow?: boolean;
  readonly dryRun?: boolean;
}

/** The `rx-swf start` command. */
export const start = (): Command =>
  withDomain(
    withOutput(
      newCommand('start', [
        `rx-swf start Order@1 --workflow-id order-7 --input '{"cart":[42]}' --tag vip`,
        'rx-swf start Order@1 --input @order.json --follow',
      ])
        .description('Start an execution.')
        .argument('<type@version>', 'workflow type', toType)
        .option('--workflow-id <id>', 'workflow id (default: made of the type and a random suffix)', toText)
        .option('--input <json>', 'JSON, or @file with JSON', toJson)
        .option('--tag <tag>', 'tag; repeatable, up to 5 times', addTo)
        .option('--task-list <name>', 'task list of decision tasks', toText)
        .option('--task-priority <number>', 'priority of decision tasks', toInteger)
        .option('--execution-timeout <time>', timeoutText('longest life'), toTimeout)
        .option('--decision-timeout <time>', timeoutText('longest time for a decision'), toTimeout)
        .addOption(childPolicyOption('what happens to open children if it is terminated'))
        .option('--lambda-role <arn>', 'IAM role for Lambda functions', toText)
        .option('-f, --follow', 'follow it and its children until it ends')
        .option('--dry-run', 'show what would be called, and change nothing'),
    ),
  ).action(
    (
      type: { readonly name: string; readonly version: string },
      options: StartCommandOptions,
      command: Command,
    ) =>
      runAction(command, async () => {
        const { startExecution } = await import('./startExecution.js');
        return context => startExecution(context, type, options);
      }),
  );
