import type { SWFClient } from '@aws-sdk/client-swf';
import { concatMap, defer, type Observable, of, type SchedulerLike, shareReplay } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { settings } from '../../settings/index.js';
import type { Connection } from '../frame/CommandContext.js';
import type { Role } from '../iam/Role.js';
import { clientOf, domainOf } from '../session/domainOf.js';
import type { Check } from './Check.js';
import { checkAccess } from './checks/checkAccess.js';
import { checkBacklog } from './checks/checkBacklog.js';
import { checkClock } from './checks/checkClock.js';
import { checkCredentials } from './checks/checkCredentials.js';
import { checkDefinitions } from './checks/checkDefinitions.js';
import { checkDomain } from './checks/checkDomain.js';
import { checkEndpoint } from './checks/checkEndpoint.js';
import { checkModule } from './checks/checkModule.js';
import { checkPermissions } from './checks/checkPermissions.js';
import { checkRegion } from './checks/checkRegion.js';
import { checkSettings } from './checks/checkSettings.js';
import { endpointOf, isRemote } from './endpoint/endpointOf.js';
import { probe } from './endpoint/probe.js';
import { type Result, skip } from './findings/Finding.js';
import { seenTypes } from './types/seenTypes.js';

/** What is examined. */
export interface Subject {
  readonly connection: Connection;
  /** Module of definitions. */
  readonly module?: string | undefined;
  /** Role whose permissions are required. */
  readonly role?: Role | undefined;
  readonly scheduler: SchedulerLike;
}

/** Returns all checks, in the order in which one explains the next. */
export function checksOf({ connection, module, role, scheduler }: Subject): readonly Check[] {
  const withClient = (examine: (client: SWFClient) => Observable<Result>) => () =>
    defer(() => examine(clientOf(connection)));
  const withDomain = (examine: (domain: Domain) => Observable<Result>) => () =>
    defer(() => {
      const name = connection.domain ?? settings.get().domain;
      const none = skip(
        'no domain is set: pass --domain, or set domain in [defaults] of ~/.swf or SWF_DOMAIN',
      );
      return name === undefined ? of(none) : examine(domainOf({ ...connection, domain: name }));
    });
  const url$ = defer(() => endpointOf(clientOf(connection))).pipe(shareReplay(1));
  const probe$ = url$.pipe(
    concatMap(url => probe(url, scheduler)),
    shareReplay(1),
  );
  const types$ = defer(() => seenTypes(domainOf(connection), module)).pipe(shareReplay(1));
  const ofModule = module === undefined ? [] : ['module'];
  const remote = (examine: () => Observable<Result>) =>
    withClient(client => (isRemote(client) ? examine() : of(inProcess)));
  return [
    { name: 'settings', needs: [], examine: () => checkSettings(connection) },
    { name: 'region', needs: ['settings'], examine: withClient(checkRegion) },
    {
      name: 'credentials',
      needs: ['settings'],
      examine: withClient(client => checkCredentials(client, scheduler)),
    },
    {
      name: 'endpoint',
      needs: ['region'],
      examine: remote(() => url$.pipe(concatMap(url => checkEndpoint(url, probe$)))),
    },
    { name: 'clock', needs: ['endpoint'], examine: remote(() => checkClock(probe$)) },
    {
      name: 'access',
      needs: ['credentials', 'endpoint'],
      examine: withClient(client => checkAccess(client, connection.domain ?? settings.get().domain)),
    },
    { name: 'domain', needs: ['access'], examine: withDomain(checkDomain) },
    ...(module === undefined
      ? []
      : [
          { name: 'module', needs: [], examine: () => checkModule(module) },
          {
            name: 'definitions',
            needs: ['domain', 'module'],
            examine: () => checkDefinitions(connection, module),
          },
        ]),
    {
      name: 'backlog',
      needs: ['domain', ...ofModule],
      examine: withDomain(domain => checkBacklog(domain, types$)),
    },
    {
      name: 'permissions',
      needs: ['domain', ...ofModule],
      examine: withDomain(domain => checkPermissions(domain, types$, role, scheduler)),
    },
  ];
}

const inProcess: Result = { status: 'ok', message: 'the service is in this process' };
