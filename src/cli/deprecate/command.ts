import type { Command } from 'commander';
import { withConnection, withDomain } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText, toType } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';

/** Options of `rx-swf deprecate`. */
export interface DeprecateOptions {
  readonly undo?: boolean;
  readonly dryRun?: boolean;
}

/** Adds the options of all three subcommands. */
const withUndo = (command: Command): Command =>
  command
    .option('--undo', 'revert the deprecation')
    .option('--dry-run', 'show what would be changed, and change nothing');

/** The `rx-swf deprecate` command. */
export const deprecate = (): Command =>
  newCommand('deprecate')
    .helpCommand(false)
    .description('Deprecate a domain or a type: running executions go on, new ones are refused.')
    .addCommand(
      withConnection(
        withUndo(
          newCommand('domain', ['rx-swf deprecate domain media --dry-run'])
            .description('Deprecate a domain and all of its types.')
            .argument('<name>', 'name of the domain', toText),
        ),
      ).action((name: string, options: DeprecateOptions, command: Command) =>
        runAction(command, async () => {
          const { deprecateADomain } = await import('./deprecateModels.js');
          return context => deprecateADomain(context, name, options);
        }),
      ),
    )
    .addCommand(deprecateType('workflow'))
    .addCommand(deprecateType('activity'));

const deprecateType = (kind: 'workflow' | 'activity'): Command =>
  withDomain(
    withUndo(
      newCommand(kind, [`rx-swf deprecate ${kind} ${kind === 'workflow' ? 'Order' : 'Charge'}@1`])
        .description(`Deprecate a version of ${kind === 'workflow' ? 'a workflow' : 'an activity'} type.`)
        .argument('<name@version>', 'name and version', toType),
    ),
  ).action(
    (
      type: { readonly name: string; readonly version: string },
      options: DeprecateOptions,
      command: Command,
    ) =>
      runAction(command, async () => {
        const { deprecateAType } = await import('./deprecateModels.js');
        return context => deprecateAType(context, kind, type, options);
      }),
  );
