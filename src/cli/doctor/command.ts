import { type Command, Option } from 'commander';
import { withDomain, withOutput } from '../frame/commonOptions.js';
import { newCommand } from '../frame/newCommand.js';
import { toText } from '../frame/parsers.js';
import { runAction } from '../frame/runAction.js';
import { type Role, roleNames } from '../iam/Role.js';

/** Options of `rx-swf doctor`. */
export interface DoctorOptions {
  readonly role?: Role;
}

/** The `rx-swf doctor` command. */
export const doctor = (): Command =>
  withDomain(
    withOutput(
      newCommand('doctor', ['rx-swf doctor', 'rx-swf doctor ./dist/workflows.js --role decider'])
        .description('Examine settings, credentials, connection, clock, domain, backlog and permissions.')
        .argument(
          '[module]',
          'JavaScript module whose definitions are compared with the registered types',
          toText,
        )
        .addOption(new Option('--role <role>', 'role whose permissions are required').choices(roleNames)),
    ),
  ).action((module: string | undefined, options: DoctorOptions, command: Command) =>
    runAction(command, async () => {
      const { diagnose } = await import('./diagnose.js');
      return context => diagnose(context, options, module);
    }),
  );
