import { defer, EMPTY, from, map, mergeMap, type Observable, of } from 'rxjs';
import { InvalidArgumentError } from '../../requests/index.js';
import { settings } from '../../settings/index.js';
import { isRegion } from '../../settings/region.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { domainOf } from '../session/domainOf.js';
import type { IamOptions } from './command.js';
import { iamPolicy } from './iamPolicy.js';

/** Prints the policy of a role, for the types of a module. Makes no call. */
export const printPolicy = (
  { terminal, connection }: CommandContext,
  { role, account = '*', taskList = [], register = false }: IamOptions,
  file: string | undefined,
): Observable<never> =>
  defer(() => {
    const { name: domain } = domainOf({ ...(connection.domain && { domain: connection.domain }) });
    const region = connection.region ?? settings.get().region ?? '*';
    if (region !== '*' && !isRegion(region))
      throw new InvalidArgumentError(`"${region}" is not a valid region (for example, us-east-1)`);
    return definitionsOf(file, role).pipe(
      map(types =>
        iamPolicy({ types }, { domain, region, account }, { role, taskLists: taskList, registers: register }),
      ),
      mergeMap(policy => {
        terminal.print(`${JSON.stringify(policy, undefined, 2)}\n`);
        return EMPTY;
      }),
    );
  });

function definitionsOf(file: string | undefined, role: IamOptions['role']) {
  if (file !== undefined) return from(readDefinitions(file)).pipe(map(({ types }) => types));
  if (role === 'operator') return of([]);
  throw new InvalidArgumentError(
    `The policy of a ${role} needs a module of definitions, such as ./workflows.js`,
  );
}
