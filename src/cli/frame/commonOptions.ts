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
export const withDomain = (command: Command): Command =>
  withConnection(command).option(
    '--domain <name>',
    'domain (default: SWF_DOMAIN, or domain in [defaults] of ~/.swf)',
    toText,
  );

/** Adds the options of a command whose result can be read by programs. */
export const withOutput = (command: Command): Command =>
  command
    .optionsGroup('Output:')
    .addOption(
      new Option('-o, --output <format>', 'table, wide (not cut), json, or ndjson (an object a line)')
        .choices(outputs)
        .default('table'),
    )
    .option('--utc', 'show times in UTC instead of the local time zone');

/** Names of child policies, as SWF has them. */
const childPolicies = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'] as const;

/** A value of `--child-policy`. */
export type ChildPolicyName = (typeof childPolicies)[number];

/** Returns the option of what happens to the open children of an execution that is terminated or times out. */
export const childPolicyOption = (description: string): Option =>
  new Option('--child-policy <policy>', description).choices(childPolicies);
