import { type Command, Option } from 'commander';
import { outputs } from './CommandContext.js';
import { toText } from './parsers.js';

/** Adds the options that say which service a command calls. */
export const withConnection = (command: Command): Command =>
  command
    .optionsGroup('Connection:')
    .option('--profile <name>', "profile of AWS's own files, for credentials, region and endpoint", toText)
    .option('--region <name>', 'region (default: as in the settings)', toText)
    .option('--endpoint <url>', 'URL of a service other than Amazon, such as rx-swf local', toText);

/** Adds the options of a command that works on a domain. */
export const withDomain = (command: Command): Command => withConnection(command).addOption(domainOption());

/** Returns the option of a command that is about a domain. */
export const domainOption = (): Option =>
  new Option('--domain <name>', 'domain (default: domain in [defaults] of ~/.swf, or SWF_DOMAIN)').argParser(
    toText,
  );

/** Adds the argument and the option of a command that is about one execution. */
export const withExecution = (command: Command): Command =>
  command.argument('<workflow-id>', 'id of the execution', toText).addOption(runOption());

/** Returns the option that selects a run of an execution. */
export const runOption = (): Option =>
  new Option('--run-id <id>', 'run (default: the open or latest one)').argParser(toText);

/** Returns the description of an option for a timeout. */
export const timeoutText = (what: string): string => `${what}: 90s, 15m, 6h, 30d, or NONE`;

/** Returns the option of a command that asks a question. */
export const yesOption = (): Option => new Option('-y, --yes', 'do not ask for confirmation');

/** Adds the options of a command whose result can be read by programs. */
export const withOutput = (command: Command): Command =>
  command
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'format of the output; wide is not cut, ndjson is an object a line')
        .choices(outputs)
        .default('table'),
    )
    .addOption(utcOption());

/** Returns the option of a command that shows times. */
export const utcOption = (): Option =>
  new Option('--utc', 'show times in UTC instead of the local time zone');

/** Names of child policies, as SWF has them. */
const childPolicies = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'] as const;

/** A value of `--child-policy`. */
export type ChildPolicyName = (typeof childPolicies)[number];

/** Returns the option of what happens to the open children of an execution that is terminated or times out. */
export const childPolicyOption = (description: string): Option =>
  new Option('--child-policy <policy>', description).choices(childPolicies);
