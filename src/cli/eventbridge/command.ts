import { type Command, InvalidArgumentError, Option } from 'commander';
import { domainOption } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { runAction } from '../frame/runAction.js';
import { longestName } from './PushSetup.js';

/** Formats of `--as`. */
const formats = ['cloudformation', 'terraform', 'cli'] as const;

/** One of the formats of `--as`. */
export type Format = (typeof formats)[number];

function toName(text: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length > longestName)
    throw new InvalidArgumentError(
      `Expected 1 to ${longestName} letters, digits, hyphens and underscores, such as media-notices.`,
    );
  return text;
}

/** Options of `rx-swf eventbridge`. */
export interface EventbridgeOptions {
  readonly as: Format;
  readonly name?: string;
}

/** The `rx-swf eventbridge` command. */
export const eventbridge = (): Command =>
  newCommand('eventbridge', ['rx-swf eventbridge --domain media > push.yaml'])
    .description('Print what push needs in AWS: a rule, a queue, a dead-letter queue and their policies.')
    .addOption(domainOption())
    .addOption(new Option('--as <format>', 'format of the output').choices(formats).default('cloudformation'))
    .option('--name <name>', 'name of the rule and the queue (default: made of the domain)', toName)
    .action((options: EventbridgeOptions, command: Command) =>
      runAction(command, async () => {
        const { printSetup } = await import('./printSetup.js');
        return context => printSetup(context, options);
      }),
    );
