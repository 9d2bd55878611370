import { type Observable, switchMap } from 'rxjs';
import { Domain } from '../../models/index.js';
import { type DomainDrift, drift } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Connection } from '../frame/CommandContext.js';
import type { Definitions } from '../session/Definitions.js';
import { domainOf } from '../session/domainOf.js';
import { loadDefinitions } from '../session/loadDefinitions.js';

/**
 * Watches how a domain differs from what a module defines.
 *
 * @param module - path of the module
 * @param taskList - default task list of the types that set none
 */
export const driftOfModule = (
  connection: Connection,
  module: string,
  taskList?: string,
): Observable<DomainDrift> =>
  loadDefinitions(module).pipe(
    switchMap(definitions =>
      drift(definedDomain(connection, definitions), definitions.types, {
        interval: 10_000,
        ...omitUndefined({ taskList }),
      }),
    ),
  );

/** Returns the domain that the module defines, in the service that the options select. */
function definedDomain(connection: Connection, { domain: defined }: Definitions): Domain {
  if (defined === undefined) return domainOf(connection);
  const name = connection.domain ?? defined.name;
  const { client } = domainOf({ ...connection, domain: name });
  const { description, retentionPeriod, status, tags } = defined;
  return new Domain({ name, client, ...omitUndefined({ description, retentionPeriod, status, tags }) });
}
