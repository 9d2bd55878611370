import { type Command, Option } from 'commander';
import { withDomain } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toPositive, toText } from '../frame/parsers.js';
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
    newCommand('timeline')
      .description('Draw what an execution did, and when.')
      .argument('<workflow-id>', 'the open execution with this id, or else the latest', toText)
      .option('--run-id <id>', 'run of the execution (default: the open or latest one)', toText)
      .addOption(new Option('--as <format>', 'format of the output').choices(formats).default('text'))
      .option('--wide', 'do not shorten idle times')
      .option('--rows <number>', 'largest number of rows (default: 60 as text, 200 as svg)', toPositive)
      .option('--children', 'include the children, and their children'),
  ).action((id: string, options: TimelineCommandOptions, command: Command) =>
    runAction(command, async () => {
      const { drawTimeline } = await import('./drawTimeline.js');
      return context => drawTimeline(context, options, id);
    }),
  );
