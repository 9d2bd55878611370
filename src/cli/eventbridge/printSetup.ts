import { defer, EMPTY, type Observable } from 'rxjs';
import { checkName } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { domainNameOf } from '../session/domainOf.js';
import { awsCli } from './awsCli.js';
import { cloudformation } from './cloudformation.js';
import type { EventbridgeOptions, Format } from './command.js';
import { nameFor, type PushSetup } from './PushSetup.js';
import { terraform } from './terraform.js';

const views: Readonly<Record<Format, (setup: PushSetup) => string>> = {
  cloudformation,
  terraform,
  cli: awsCli,
};

/** Prints the resources that push needs, in a format. */
export const printSetup = (
  { terminal, connection }: CommandContext,
  { as, name }: EventbridgeOptions,
): Observable<never> =>
  defer(() => {
    const domain = domainNameOf(connection);
    checkName('The domain', domain);
    terminal.print(views[as]({ domain, name: name ?? nameFor(domain) }));
    return EMPTY;
  });
