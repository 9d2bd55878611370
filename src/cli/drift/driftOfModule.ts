import { defer, type Observable, switchMap } from 'rxjs';
import { Domain } from '../../models/index.js';
import { type DomainDrift, drift } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Definitions } from '../definitions/definitionsIn.js';
import { readDefinitions } from '../definitions/readDefinitions.js';
import type { Connection } from '../frame/CommandContext.js';
import { domainOf } from '../session/domainOf.js';

/**
 * Watches how a domain differs from what a module defines. Models of other domains are left out.
 *
 * @param module - path of the module
 * @param taskList - default task list of the types that set none
 */
export const driftOfModule = (
  connection: Connection,
  module: string,
  taskList?: string,
): Observable<DomainDrift> =>
  defer(() => readDefinitions(module)).pipe(
    switchMap(definitions => {
      const domain = definedDomain(connection, definitions);
      const types = definitions.types.filter(type => !('domain' in type) || type.domain.name === domain.name);
      return drift(domain, types, { interval: 10_000, ...omitUndefined({ taskList }) });
    }),
  );

/**
 * Returns the domain to compare, in the service that the options select: the one that is asked for, or the only one
 * that the module defines, or that of the settings.
 */
function definedDomain(connection: Connection, { domains }: Definitions): Domain {
  const [first, second] = domains;
  const name = connection.domain ?? (second === undefined ? first?.name : undefined);
  const domain = domainOf(name === undefined ? connection : { ...connection, domain: name });
  const defined = domains.find(one => one.name === domain.name);
  if (defined === undefined) return domain;
  const { description, retentionPeriod, status, tags } = defined;
  return new Domain({
    name: domain.name,
    client: domain.client,
    ...omitUndefined({ description, retentionPeriod, status, tags }),
  });
}
