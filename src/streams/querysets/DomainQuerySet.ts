import {
  type DomainInfo,
  ListDomainsCommand,
  type RegistrationStatus,
  type SWFClient,
} from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { Domain, type DomainOptions } from '../../models/index.js';
import { checkIsOptions, checkOptions, type Page, request, requireMember } from '../../requests/index.js';
import { connect, settings } from '../../settings/index.js';
import { checkOneOf, markOrigin, objectId, omitUndefined } from '../../values/index.js';
import { getOrCreate } from './getOrCreate.js';
import { LiveQuery } from './LiveQuery.js';
import type { LiveItems } from './live/LiveItems.js';
import { SharedPolls } from './live/SharedPolls.js';
import { type QueryOptions, queryOptions } from './Query.js';
import { anyRegistration, compareText, statusesOf } from './registration.js';

const polls = new SharedPolls<LiveItems<Domain>>();

type Connection = Pick<DomainOptions, 'client' | 'dataConverter' | 'notices'>;

/** Filter and order of a domain listing. */
export interface DomainFilter extends QueryOptions {
  /** `'ANY'` lists the registered domains, then the deprecated ones. @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | 'ANY';
  /** By name descending. @defaultValue false */
  readonly reverseOrder?: boolean;
}

/**
 * The domains of the account and region, like a Django manager. All methods are cold; see {@link Query} for
 * how listings are fetched.
 *
 * @example
 * ```ts
 * import { DomainQuerySet } from 'rx-swf';
 *
 * const domains = new DomainQuerySet();
 * domains.all().subscribe(domain => console.log(`${domain}`));
 * domains.getOrCreate({ name: 'media', retentionPeriod: 30 }).subscribe();
 * ```
 */
export class DomainQuerySet {
  readonly #connection: Connection & { readonly client: SWFClient };

  /**
   * @param options - `client` defaults to `connect()`; `dataConverter` converts the payloads of the domains;
   *   `notices` are those of their executions, by default those of the settings if no client is given
   */
  constructor(options: Connection = {}) {
    checkOptions('DomainQuerySet', options, { client: true, dataConverter: true, notices: true });
    const { client } = options;
    this.#connection =
      client === undefined
        ? { ...omitUndefined({ notices: settings.get().notices }), ...options, client: connect() }
        : { ...options, client };
  }

  /** Returns the domain of that name, whatever its status. Errors with `DoesNotExistError`. */
  get(name: string): Observable<Domain> {
    return new Domain({ name, ...this.#connection }).upstream();
  }

  /** Registers a domain. Errors with `AlreadyExistsError`. */
  create(options: DomainOptions): Observable<Domain> {
    checkIsOptions('create()', options);
    return new Domain({ ...this.#connection, ...options }).save();
  }

  /** Returns the domain of that name, registering it if necessary. Safe when two processes race. */
  getOrCreate(options: DomainOptions): Observable<Domain> {
    checkIsOptions('getOrCreate()', options);
    return getOrCreate(this.get(options.name), this.create(options));
  }

  /** Lists the registered domains by name. */
  all(options: QueryOptions = {}): LiveQuery<Domain> {
    checkOptions('all()', options, queryOptions);
    return this.filter(options);
  }

  /** Lists the domains with a given status (`ListDomains`) by name. Listings omit the retention period. */
  filter(filter: DomainFilter = {}): LiveQuery<Domain> {
    checkOptions('filter()', filter, { ...queryOptions, status: true, reverseOrder: true });
    const { status = 'REGISTERED', reverseOrder, ...options } = filter;
    checkOneOf('status', status, anyRegistration);
    const { client, dataConverter, notices } = this.#connection;
    const direction = reverseOrder === true ? -1 : 1;
    return new LiveQuery<Domain>(
      {
        client,
        polls,
        key: JSON.stringify(['domains', status, direction, objectId(dataConverter), objectId(notices)]),
        listings: statusesOf(status).map(registrationStatus => ({
          operation: 'ListDomains',
          prepare: () => (nextPageToken, size) =>
            this.#list(registrationStatus, { nextPageToken, reverseOrder }, size),
        })),
        keyOf: ({ name }) => name,
        compare: (a, b) => direction * compareText(a.name, b.name),
        shown: ['status', 'description', 'arn'],
        look: domain => ({ operation: 'DescribeDomain', call$: domain.upstream() }),
        includes: domain => status === 'ANY' || domain.status === status,
      },
      options,
    );
  }

  #list(
    registrationStatus: RegistrationStatus,
    optional: { readonly reverseOrder: boolean | undefined; readonly nextPageToken: string | undefined },
    size: { readonly maximumPageSize?: number },
  ): Observable<Page<Domain>> {
    const input = { registrationStatus, ...size, ...omitUndefined(optional) };
    return request(this.#connection.client, ListDomainsCommand, input).pipe(
      map(({ domainInfos = [], nextPageToken }) => ({
        items: domainInfos.map(info => this.#listed(info)),
        nextPageToken,
      })),
    );
  }

  #listed({ name, status, description, arn }: DomainInfo): Domain {
    const options = markOrigin('listing', {
      name: requireMember(name, 'name'),
      status: requireMember(status, 'status'),
      description,
      arn,
      ...this.#connection,
    });
    return new Domain(options);
  }
}
