import type { RegistrationStatus } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import { checkIsOptions, checkOptions, type PacedOperation, type Page } from '../../requests/index.js';
import {
  checkName,
  checkOneOf,
  objectId,
  omitUndefined,
  optional,
  type TypeId,
  typeKey,
} from '../../values/index.js';
import { getOrCreate } from './getOrCreate.js';
import { LiveQuery } from './LiveQuery.js';
import type { LiveItems } from './live/LiveItems.js';
import type { SharedPolls } from './live/SharedPolls.js';
import { type QueryOptions, queryOptions } from './Query.js';
import { anyRegistration, compareText, statusesOf } from './registration.js';

/** Filter and order of a type listing. */
export interface TypeFilter extends QueryOptions {
  /** `'ANY'` lists the registered types, then the deprecated ones. @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | 'ANY';
  /** Lists all versions of exactly this name. */
  readonly name?: string;
  /** By name descending. @defaultValue false */
  readonly reverseOrder?: boolean;
}

/** Input shared by both `List…Types` operations. */
export interface ListTypesInput {
  readonly domain: string;
  readonly registrationStatus: RegistrationStatus;
  readonly name?: string;
  readonly maximumPageSize?: number;
  readonly nextPageToken?: string;
  readonly reverseOrder?: boolean;
}

/** Common members of the models of both kinds of types. */
type AnyType<M> = TypeId & {
  readonly status: RegistrationStatus;
  readonly description: string | undefined;
  readonly deprecationDate: Date | undefined;
  upstream(): Observable<M>;
};

/** The operations and pollers of a kind of types. */
export interface LiveTypes<M> {
  readonly kind: string;
  readonly list: PacedOperation;
  readonly describe: PacedOperation;
  readonly polls: SharedPolls<LiveItems<M>>;
}

/** Base class of the workflow type and activity type querysets. */
export abstract class TypeQuerySet<
  M extends AnyType<M>,
  O extends { readonly name: string; readonly version: string },
> {
  /** The domain whose types these are. */
  readonly domain: Domain;

  /** @param domain - a `Domain`, or its name */
  constructor(domain: DomainOrName) {
    this.domain = toDomain(domain);
  }

  /** Returns the full type of that name and version, whatever its status. Errors with `DoesNotExistError`. */
  abstract get(name: string, version: string): Observable<M>;

  /** Registers a type in this domain. Errors with `AlreadyExistsError`. */
  abstract create(options: Omit<O, 'domain'>): Observable<M>;

  /** Returns the type of that name and version, registering it if necessary. Safe when two processes race. */
  getOrCreate(
    options: Omit<O, 'domain'> & { readonly name: string; readonly version: string },
  ): Observable<M> {
    checkIsOptions('getOrCreate()', options);
    return getOrCreate(this.get(options.name, options.version), this.create(options));
  }

  /** Lists the registered types by name. */
  all(options: QueryOptions = {}): LiveQuery<M> {
    checkOptions('all()', options, queryOptions);
    return this.filter(options);
  }

  /**
   * Lists the types with a given status and, optionally, a given name, ordered by name. Listings omit the
   * defaults of a type; unset defaults don't count as drift, and `upstream()` loads them.
   *
   * @throws `InvalidArgumentError` for a filter that SWF would refuse
   */
  filter(filter: TypeFilter = {}): LiveQuery<M> {
    checkOptions('filter()', filter, { ...queryOptions, status: true, name: true, reverseOrder: true });
    const { status = 'REGISTERED', name, reverseOrder, ...options } = filter;
    checkOneOf('status', status, anyRegistration);
    optional(checkName, 'name', name);
    const { client, dataConverter, notices, name: domain } = this.domain;
    const direction = reverseOrder === true ? -1 : 1;
    const { kind, list: operation, describe, polls } = this.live;
    return new LiveQuery<M>(
      {
        client,
        polls,
        key: JSON.stringify([
          kind,
          domain,
          status,
          name,
          direction,
          objectId(dataConverter),
          objectId(notices),
        ]),
        listings: statusesOf(status).map(registrationStatus => ({
          operation,
          prepare: () => (nextPageToken, size) =>
            this.list({
              domain,
              registrationStatus,
              ...size,
              ...omitUndefined({ name, reverseOrder, nextPageToken }),
            }),
        })),
        keyOf: typeKey,
        compare: (a, b) => direction * compareText(a.name, b.name) || compareText(a.version, b.version),
        shown: ['status', 'description', 'deprecationDate'],
        look: type => ({ operation: describe, call$: type.upstream() }),
        includes: type => status === 'ANY' || type.status === status,
      },
      options,
    );
  }

  /** @internal How the types of this kind are live. */
  protected abstract readonly live: LiveTypes<M>;

  /** Fetches one page of types. */
  protected abstract list(input: ListTypesInput): Observable<Page<M>>;
}
