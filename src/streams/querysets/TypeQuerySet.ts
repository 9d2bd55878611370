import type { RegistrationStatus } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import { type Domain, type DomainOrName, registrationStatuses, toDomain } from '../../models/index.js';
import { checkIsOptions, checkOptions, type Page } from '../../requests/index.js';
import { checkName, checkOneOf, optional } from '../../values/index.js';
import { getOrCreate } from './getOrCreate.js';
import { Query, type QueryOptions, queryOptions } from './Query.js';

/** Filter and order of a type listing. */
export interface TypeFilter extends QueryOptions {
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus;
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

/** Base class of the workflow type and activity type querysets. */
export abstract class TypeQuerySet<M, O extends { readonly name: string; readonly version: string }> {
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
  all(options: QueryOptions = {}): Query<M> {
    checkOptions('all()', options, queryOptions);
    return this.filter(options);
  }

  /**
   * Lists the types with a given status and, optionally, a given name, ordered by name. Listings omit the
   * defaults of a type; unset defaults don't count as drift, and `upstream()` loads them.
   *
   * @throws `InvalidArgumentError` for a filter that SWF would refuse
   */
  filter(filter: TypeFilter = {}): Query<M> {
    checkOptions('filter()', filter, { ...queryOptions, status: true, name: true, reverseOrder: true });
    const { status = 'REGISTERED', name, reverseOrder, ...options } = filter;
    checkOneOf('status', status, registrationStatuses);
    optional(checkName, 'name', name);
    return new Query(
      () => (nextPageToken, size) =>
        this.list({
          domain: this.domain.name,
          registrationStatus: status,
          ...(name === undefined ? {} : { name }),
          ...(reverseOrder === undefined ? {} : { reverseOrder }),
          ...(nextPageToken === undefined ? {} : { nextPageToken }),
          ...size,
        }),
      options,
    );
  }

  /** Fetches one page of types. */
  protected abstract list(input: ListTypesInput): Observable<Page<M>>;
}
