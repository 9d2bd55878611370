import { defer, EMPTY, type Observable } from 'rxjs';
import { checkName } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { domainOf } from '../session/domainOf.js';
import { type AlarmSetup, alarmSetup } from './AlarmSetup.js';
import { cloudformation } from './cloudformation.js';
import type { AlarmsOptions, Format } from './command.js';
import { terraform } from './terraform.js';

const views: Readonly<Record<Format, (setup: AlarmSetup) => string>> = { cloudformation, terraform };

/** Prints the alarms of a domain as a template. Makes no call. */
export const printAlarms = (
  { terminal, connection }: CommandContext,
  { as, taskList = [], metricsNamespace }: AlarmsOptions,
): Observable<never> =>
  defer(() => {
    const { name: domain } = domainOf({ ...(connection.domain && { domain: connection.domain }) });
    for (const list of taskList) checkName('A task list', list);
    const setup = alarmSetup({
      domain,
      taskLists: taskList,
      ...(metricsNamespace !== undefined && { namespace: metricsNamespace }),
    });
    terminal.print(views[as](setup));
    return EMPTY;
  });
