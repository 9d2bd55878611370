import { map, type Observable, tap, toArray } from 'rxjs';
import { DomainQuerySet } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { printRecords } from '../frame/printRecords.js';
import { clientOf } from '../session/domainOf.js';
import type { DomainsOptions } from './command.js';
import { domainsView } from './view.js';

/** Lists domains. */
export function listDomains(
  context: CommandContext,
  { deprecated, all }: DomainsOptions,
): Observable<unknown> {
  const status = all ? 'ANY' : deprecated ? 'DEPRECATED' : 'REGISTERED';
  return new DomainQuerySet({ client: clientOf(context.connection) }).filter({ status }).pipe(
    map(({ name, status, description, arn }) => omitUndefined({ name, status, description, arn })),
    toArray(),
    tap(records => printRecords(context, records, look => domainsView(records, look))),
  );
}
