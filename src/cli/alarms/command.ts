import { type Command, InvalidArgumentError, Option } from 'commander';
import { domainOption } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { addTo } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Formats of `--as`. */
const formats = ['cloudformation', 'terraform'] as const;

/** One of the formats of `--as`. */
export type Format = (typeof formats)[number];

function toNamespace(text: string): string {
  if (!/^[A-Za-z0-9._\-/#:]{1,255}$/.test(text))
    throw new InvalidArgumentError('Expected a CloudWatch namespace of letters, digits and any of ._-/#:');
  return text;
}

/** Options of `rx-swf alarms`. */
export interface AlarmsOptions {
  readonly as: Format;
  readonly taskList?: readonly string[];
  readonly metricsNamespace?: string;
}

/** The `rx-swf alarms` command. */
export const alarms = (): Command =>
  newCommand('alarms', ['rx-swf alarms --domain media --task-list billing > alarms.yaml'])
    .description('Print CloudWatch alarms on a domain as a template.')
    .addOption(domainOption())
    .addOption(new Option('--as <format>', 'format of the output').choices(formats).default('cloudformation'))
    .option('--task-list <name>', 'task list whose backlog must not grow for long; repeatable', addTo)
    .option(
      '--metrics-namespace <name>',
      'CloudWatch namespace to which a collector writes the metrics of rx-swf/opentelemetry',
      toNamespace,
    )
    .action((options: AlarmsOptions, command: Command) =>
      runAction(command, async () => {
        const { printAlarms } = await import('./printAlarms.js');
        return context => printAlarms(context, options);
      }),
    );
