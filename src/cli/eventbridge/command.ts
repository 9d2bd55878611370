import { type Command, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../../requests/index.js';
import { checkName } from '../../values/index.js';
import { newCommand } from '../frame/newCommand.js';
import { awsCli } from './awsCli.js';
import { cloudformation } from './cloudformation.js';
import { longestName, nameFor, type PushSetup } from './PushSetup.js';
import { terraform } from './terraform.js';

const formats: Readonly<Record<string, (setup: PushSetup) => string>> = {
  cloudformation,
  terraform,
  cli: awsCli,
};

function toDomain(text: string): string {
  try {
    checkName('The domain', text);
  } catch (error) {
    throw new InvalidArgumentError(`${messageOf(error)}.`);
  }
  return text;
}

function toName(text: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length > longestName)
    throw new InvalidArgumentError(
      `Expected 1 to ${longestName} letters, digits, hyphens and underscores, such as media-notices.`,
    );
  return text;
}

interface Options {
  readonly as: string;
  readonly domain: string;
  readonly name?: string;
}

/** The `rx-swf eventbridge` command. */
export const eventbridge = (): Command =>
  newCommand('eventbridge')
    .description('Print what push needs in AWS: a rule, a queue, a dead-letter queue and their policies.')
    .requiredOption('--domain <name>', 'SWF domain whose executions are reported', toDomain)
    .addOption(
      new Option('--as <format>', 'format of the output')
        .choices(Object.keys(formats))
        .default('cloudformation'),
    )
    .option('--name <name>', 'name of the rule and the queue (default: made of the domain)', toName)
    .action(({ as, domain, name = nameFor(domain) }: Options) => {
      process.stdout.write(formats[as]?.({ domain, name }) ?? '');
    });
