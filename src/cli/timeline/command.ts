import { type Command, Option } from 'commander';
import { utcOption, withDomain, withExecution } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPositive } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Formats of `--as`. */
export const formats = ['text', 'svg', 'perfetto', 'mermaid', 'otlp', 'json'] as const;

/** Options of `rx-swf timeline`. */
export interface TimelineCommandOptions {
  readonly runId?: string;
  readonly as: (typeof formats)[number];
  readonly wide?: boolean;
  readonly rows?: number;
  readonly children?: boolean;
}

/** The `rx-swf timeline` command. */
export const timeline = (): Command =>
  withDomain(
    withExecution(
      newCommand('timeline', [
        'rx-swf timeline order-7 --children',
        'rx-swf timeline order-7 --as svg > order-7.svg',
      ]).description('Draw what an execution did, and when.'),
    )
      .addOption(new Option('--as <format>', 'format of the output').choices(formats).default('text'))
      .option('--wide', 'do not shorten idle times')
      .option('--rows <number>', 'largest number of rows (default: 60 as text, 200 as svg)', toPositive)
      .option('--children', 'include the children, and their children')
      .addOption(utcOption()),
  ).action((id: string, options: TimelineCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { drawTimeline } = await import('./drawTimeline.js');
      return context => drawTimeline(context, options, id);
    }),
  );
