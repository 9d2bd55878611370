import type { RegistrationStatus } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import { type Domain, type DomainOrName, registrationStatuses, toDomain } from '../../models/index.js';
import { checkIsOptions, checkOptions, type Page } from '../../requests/index.js';
import { checkName, checkOneOf, optional } from '../../values/index.js';
import { getOrCreate } from './getOrCreate.js';
import { Query, type QueryOptions, queryOptions } from './Query.js';

/** Which types, and in which order. */
export interface TypeFilter extends QueryOptions {
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus;
  /** All versions of exactly this name. */
  readonly name?: string;
  /** By name descending. @defaultValue false */
  readonly reverseOrder?: boolean;
}

/** What both `List…Types` operations take. */
export interface ListTypesInput {
  readonly domain: string;
  readonly registrationStatus: RegistrationStatus;
  readonly name?: string;
  readonly maximumPageSize?: number;
  readonly nextPageToken?: string;
  readonly reverseOrder?: boolean;
}

/** What the querysets of workflow types and of activity types share. */
export abstract class TypeQuerySet<M, O extends { readonly name: string; readonly version: string }> {
  /** The domain whose types these are. */
  readonly domain: Domain;

  /** @param domain - a `Domain`, or its name */
  constructor(domain: DomainOrName) {
    this.domain = toDomain(domain);
  }

  /** The type of that name and version, in whatever status, in full. Errors with `DoesNotExistError`. */
  abstract get(name: string, version: string): Observable<M>;

  /** Registers a type in this domain. Errors with `AlreadyExistsError`. */
  abstract create(options: Omit<O, 'domain'>): Observable<M>;

  /** The type of that name and version, registered if need be. Safe when two processes race. */
  getOrCreate(
    options: Omit<O, 'domain'> & { readonly name: string; readonly version: string },
  ): Observable<M> {
    checkIsOptions('getOrCreate()', options);
    return getOrCreate(this.get(options.name, options.version), this.create(options));
  }

  /** The registered types, by name. */
  all(options: QueryOptions = {}): Query<M> {
    checkOptions('all()', options, queryOptions);
    return this.filter(options);
  }

  /**
   * The types of a status and, if given, of a name, by name. A listing leaves their defaults out; these are then
   * unset, and no drift: `upstream()` has them.
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

  /** One page of types. */
  protected abstract list(input: ListTypesInput): Observable<Page<M>>;
}
