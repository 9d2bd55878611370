import { defer, forkJoin, from, map, mergeMap, type Observable, toArray } from 'rxjs';
import type { Capabilities } from '../../remote/wire/Capabilities.js';
import type { DomainRecord } from '../../remote/wire/lists.js';
import { omitUndefined } from '../../values/index.js';
import { isAllowed } from '../access/authorized.js';
import { allActions } from '../options/actionNames.js';
import { version } from '../options/version.js';
import type { Call, Operation } from './Call.js';
import { checkNames } from './readQuery.js';
import { json } from './responses.js';

/** Most questions that `authorize` is asked at the same time for one request. */
const concurrency = 5;

/** Facts about the gateway, and what it allows. */
export const capabilitiesRoute: Operation = {
  name: 'readDomain',
  facts: withoutParameters,
  respond: call =>
    forkJoin([defer(() => endpointOf(call)), allowed(call)]).pipe(
      map(([endpoint, actions]): Capabilities => {
        const { domain, workflows, drift$ } = call.gateway;
        return {
          version,
          domain: domain.name,
          ...endpoint,
          actions,
          workflows: workflows.map(({ name, version }) => ({ name, version })),
          hasDefinitions: drift$ !== undefined,
        };
      }),
      map(facts => json(facts)),
    ),
};

/** The domain. */
export const domainRoute: Operation = {
  name: 'readDomain',
  facts: withoutParameters,
  respond: ({ gateway, streams }) =>
    streams
      .get('domain', () =>
        gateway.domain
          .upstream()
          .pipe(
            map(
              ({ name, status, description, retentionPeriod, arn }): DomainRecord =>
                omitUndefined({ name, status, description, retentionPeriod, arn }),
            ),
          ),
      )
      .pipe(map(domain => json(domain))),
};

function withoutParameters({ url }: Call) {
  checkNames(url.searchParams, []);
  return {};
}

/** Emits the actions that are allowed, in their order. */
const allowed = ({ request, gateway }: Call): Observable<Capabilities['actions']> =>
  from(allActions).pipe(
    // All at once would be more listeners of the request's signal than Node.js thinks are right.
    mergeMap(async action => ((await isAllowed(gateway, request, action)) ? action : undefined), concurrency),
    toArray(),
    map(found => allActions.filter(action => found.includes(action)).map(({ name }) => name)),
  );

/** Resolves to where the calls go. The address itself may be private. */
async function endpointOf({ gateway }: Call): Promise<Pick<Capabilities, 'region' | 'endpoint'>> {
  const { region, endpoint, requestHandler } = gateway.domain.client.config;
  if ('now' in requestHandler) return { endpoint: 'embedded' };
  const custom = await endpoint?.();
  const isAmazon = custom === undefined || /\.amazonaws\.com(\.cn)?$/.test(custom.hostname);
  return { region: await region(), endpoint: isAmazon ? 'amazon' : 'other' };
}
