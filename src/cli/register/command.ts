import type { Command } from 'commander';
import {
  type ChildPolicyName,
  childPolicyOption,
  timeoutText,
  withConnection,
  withDomain,
} from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toDays, toInteger, toText, toTimeout, toType } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** A name with a version, as commands take it: `Order@1`. */
export interface TypeName {
  readonly name: string;
  readonly version: string;
}

/** Options of `rx-swf register domain`. */
export interface RegisterDomainOptions {
  readonly retention: number | 'NONE';
  readonly description?: string;
  readonly dryRun?: boolean;
}

/** Options of `rx-swf register workflow`. */
export interface RegisterWorkflowOptions {
  readonly description?: string;
  readonly taskList?: string;
  readonly taskPriority?: number;
  readonly childPolicy?: ChildPolicyName;
  readonly executionTimeout?: number | 'NONE';
  readonly decisionTimeout?: number | 'NONE';
  readonly lambdaRole?: string;
  readonly dryRun?: boolean;
}

/** Options of `rx-swf register activity`. */
export interface RegisterActivityOptions {
  readonly description?: string;
  readonly taskList?: string;
  readonly taskPriority?: number;
  readonly heartbeatTimeout?: number | 'NONE';
  readonly scheduleToStartTimeout?: number | 'NONE';
  readonly startToCloseTimeout?: number | 'NONE';
  readonly scheduleToCloseTimeout?: number | 'NONE';
  readonly dryRun?: boolean;
}

const dryRun = ['--dry-run', 'show what would be registered, and change nothing'] as const;

/** The `rx-swf register` command. */
export const register = (): Command =>
  newCommand('register')
    .helpCommand(false)
    .description('Register a domain, a workflow type or an activity type.')
    .addCommand(registerDomain())
    .addCommand(registerWorkflow())
    .addCommand(registerActivity());

const registerDomain = (): Command =>
  withConnection(
    newCommand('domain', ['rx-swf register domain media --retention 30'])
      .description('Register a domain.')
      .argument('<name>', 'name of the domain', toText)
      .option('--retention <days>', 'days that closed executions stay visible: 0 to 90, or NONE', toDays, 30)
      .option('--description <text>', 'description')
      .option(...dryRun),
  ).action((name: string, options: RegisterDomainOptions, command: Command) =>
    runAction(command, async () => {
      const { registerADomain } = await import('./registerModels.js');
      return context => registerADomain(context, name, options);
    }),
  );

const registerWorkflow = (): Command =>
  withDomain(
    newCommand('workflow', ['rx-swf register workflow Order@1 --task-list decisions --execution-timeout 1d'])
      .description('Register a workflow type, with the defaults of its executions.')
      .argument('<name@version>', 'name and version', toType)
      .option('--description <text>', 'description')
      .option('--task-list <name>', 'task list of decision tasks', toText)
      .option('--task-priority <number>', 'priority of decision tasks', toInteger)
      .addOption(childPolicyOption('what happens to open children of a terminated execution'))
      .option('--execution-timeout <time>', timeoutText('longest life of an execution'), toTimeout)
      .option('--decision-timeout <time>', timeoutText('longest time for a decision'), toTimeout)
      .option('--lambda-role <arn>', 'IAM role for Lambda functions', toText)
      .option(...dryRun),
  ).action((type: TypeName, options: RegisterWorkflowOptions, command: Command) =>
    runAction(command, async () => {
      const { registerAWorkflow } = await import('./registerModels.js');
      return context => registerAWorkflow(context, type, options);
    }),
  );

const registerActivity = (): Command =>
  withDomain(
    newCommand('activity', [
      'rx-swf register activity Charge@1 --task-list charges --start-to-close-timeout 5m',
    ])
      .description('Register an activity type, with the defaults of its tasks.')
      .argument('<name@version>', 'name and version', toType)
      .option('--description <text>', 'description')
      .option('--task-list <name>', 'task list of its tasks', toText)
      .option('--task-priority <number>', 'priority of its tasks', toInteger)
      .option('--heartbeat-timeout <time>', timeoutText('longest time between heartbeats'), toTimeout)
      .option('--schedule-to-start-timeout <time>', timeoutText('longest wait for a worker'), toTimeout)
      .option('--start-to-close-timeout <time>', timeoutText('longest time for the work'), toTimeout)
      .option('--schedule-to-close-timeout <time>', timeoutText('longest time for both'), toTimeout)
      .option(...dryRun),
  ).action((type: TypeName, options: RegisterActivityOptions, command: Command) =>
    runAction(command, async () => {
      const { registerAnActivity } = await import('./registerModels.js');
      return context => registerAnActivity(context, type, options);
    }),
  );
