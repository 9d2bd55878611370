import { type Command, InvalidArgumentError, Option } from 'commander';
import { domainOption } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo, toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';
import { type Role, roleNames } from './Role.js';

function toAccount(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('Expected an AWS account ID of 12 digits.');
  return text;
}

/** Options of `rx-swf iam`. */
export interface IamOptions {
  readonly role: Role;
  readonly account?: string;
  readonly taskList?: readonly string[];
  readonly register?: boolean;
}

/** The `rx-swf iam` command. */
export const iam = (): Command =>
  newCommand('iam', ['rx-swf iam ./dist/workflows.js --role worker --account 123456789012'])
    .description('Print the least-privilege IAM policy of a role, from a module of definitions.')
    .argument('[module]', 'JavaScript module that exports workflows and activities')
    .addOption(new Option('--role <role>', 'who the policy is for').choices(roleNames).makeOptionMandatory())
    .addOption(domainOption())
    .option('--region <name>', 'region of the domain (default: as in the settings, else any)', toText)
    .option('--account <id>', 'AWS account of the domain (default: any)', toAccount)
    .option(
      '--task-list <name>',
      'task list that the worker polls, in place of those in the module; repeatable',
      addTo,
    )
    .option('--register', 'allow the worker to register its types')
    .addHelpText('after', '\nWrite it to a file, and attach it to the role that the program runs with.')
    .action((file: string | undefined, options: IamOptions, command: Command) =>
      runAction(command, async () => {
        const { printPolicy } = await import('./printPolicy.js');
        return context => printPolicy(context, options, file);
      }),
    );
