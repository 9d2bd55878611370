import {
  DeprecateDomainCommand,
  DescribeDomainCommand,
  type DescribeDomainCommandOutput,
  ListTagsForResourceCommand,
  RegisterDomainCommand,
  type RegistrationStatus,
  type SWFClient,
  TagResourceCommand,
  UndeprecateDomainCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-swf';
import { map, type Observable, of, switchMap } from 'rxjs';
import type { Notice } from '../notices/index.js';
import { type DataConverter, jsonConverter, offloadingClient } from '../payloads/index.js';
import { checkOptions, request, requireMember } from '../requests/index.js';
import { connect, settings } from '../settings/index.js';
import {
  type Duration,
  markOrigin,
  omitUndefined,
  originOf,
  refuse,
  toDuration,
  toWire,
} from '../values/index.js';
import { checkDomain, type DomainOptions, domainOptions } from './DomainOptions.js';
import { type Comparison, Model, type Remote } from './Model.js';
import {
  checkResourceTags,
  checkTagKey,
  fromTagList,
  type ResourceTags,
  toTagList,
  withoutKeys,
} from './ResourceTags.js';
import { Groups } from './watch/Groups.js';
import { type Look, mapState } from './watch/Look.js';
import type { ModelGroups } from './watch/looks.js';
import { sharedLooks } from './watch/sharedLooks.js';
import type { WatchOptions } from './watch/WatchOptions.js';

const watchedDomains: ModelGroups<Remote<Domain>> = new Groups();

/** Retention period sent if the model has none, because SWF requires one. In days. */
const defaultRetention = 30;

const compared: Comparison = {
  attributes: ['name', 'status', 'description', 'retentionPeriod', 'arn', 'tags'],
  filledIn: new Set(['arn', 'tags', 'retentionPeriod']),
};

/**
 * A domain: the namespace of types, executions and task lists. The model is an immutable value; nothing is
 * sent until you subscribe to one of its operations.
 *
 * @throws `InvalidArgumentError` if SWF would reject one of the attributes.
 * @example
 * ```ts
 * import { lastValueFrom } from 'rxjs';
 * import { Domain } from 'rx-swf';
 *
 * const media = new Domain({ name: 'media', retentionPeriod: 30 });
 * await lastValueFrom(media.save());
 * media.exists().subscribe(console.log); // true
 * ```
 */
export class Domain extends Model<Domain> {
  readonly name: string;
  readonly description: string | undefined;
  readonly retentionPeriod: Duration | undefined;
  readonly status: RegistrationStatus;
  readonly arn: string | undefined;
  /** Resource tags; `undefined` if unknown. */
  readonly tags: ResourceTags | undefined;
  readonly #client: SWFClient;
  readonly #dataConverter: DataConverter;
  readonly #notices: Observable<Notice> | undefined;

  /** @param given - the attributes, or just the name */
  constructor(given: DomainOptions | string) {
    super();
    const options = typeof given === 'string' ? { name: given } : given;
    checkOptions('Domain', options, domainOptions);
    if (originOf(options) === undefined) checkDomain(options);
    this.name = options.name;
    this.description = options.description;
    this.retentionPeriod = options.retentionPeriod;
    this.status = options.status ?? 'REGISTERED';
    this.arn = options.arn;
    this.tags = options.tags && Object.freeze({ ...options.tags });
    this.#dataConverter = options.dataConverter ?? jsonConverter;
    this.#notices = options.notices ?? (options.client === undefined ? settings.get().notices : undefined);
    this.#client = offloadingClient(options.client ?? connect(), this.#dataConverter.store);
    Object.freeze(this);
  }

  /**
   * Client used by this domain and everything created from it. If the converter has a store, this is a client
   * derived from the given one, which also stores and loads payloads.
   */
  override get client(): SWFClient {
    return this.#client;
  }

  /** Converter for the payloads of this domain's executions. */
  get dataConverter(): DataConverter {
    return this.#dataConverter;
  }

  /** Notices of this domain's executions, if any are configured. Also emits those of other domains. */
  get notices(): Observable<Notice> | undefined {
    return this.#notices;
  }

  /**
   * Registers the domain (`RegisterDomain`) and emits it as registered. Errors with `AlreadyExistsError` if a
   * domain of that name exists, registered or deprecated.
   */
  save(): Observable<Domain> {
    return request(this.client, RegisterDomainCommand, {
      name: this.name,
      workflowExecutionRetentionPeriodInDays: toWire(this.retentionPeriod ?? defaultRetention),
      ...omitUndefined({ description: this.description, tags: this.tags && toTagList(this.tags) }),
    }).pipe(map(() => this.#with({ status: 'REGISTERED' })));
  }

  /**
   * Deprecates the domain (`DeprecateDomain`), so that it accepts no new types or executions, and emits it as
   * deprecated. This also deprecates all of its types. SWF has no operation that deletes a domain. Errors with
   * `DoesNotExistError`, or with `DeprecatedError` if it is already deprecated.
   */
  deprecate(): Observable<Domain> {
    return request(this.client, DeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'DEPRECATED' })),
    );
  }

  /**
   * Reverts a deprecation (`UndeprecateDomain`) and emits the domain as registered. Errors with
   * `DoesNotExistError`, or with `AlreadyExistsError` if it is not deprecated.
   */
  undeprecate(): Observable<Domain> {
    return request(this.client, UndeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'REGISTERED' })),
    );
  }

  /**
   * Adds resource tags (`TagResource`), overwriting those with the same keys, and emits the domain with them if
   * its tags are known. Errors with `DoesNotExistError`, or with `LimitExceededError` for more than 50 tags in
   * total. The ARN that SWF's tag operations need is fetched if this model has none (`DescribeDomain`).
   *
   * @throws `InvalidArgumentError` if SWF would reject one of the tags
   * @see {@link untag}, {@link listTags}
   * @example
   * ```ts
   * import { Domain } from 'rx-swf';
   *
   * new Domain('media').tag({ team: 'pictures' }).subscribe();
   * ```
   */
  tag(tags: ResourceTags): Observable<Domain> {
    checkResourceTags('tags', tags);
    const added = { ...tags };
    return this.#resourceArn().pipe(
      switchMap(resourceArn =>
        request(this.client, TagResourceCommand, { resourceArn, tags: toTagList(added) }),
      ),
      map(() => this.#with({ tags: this.tags && { ...this.tags, ...added } })),
    );
  }

  /**
   * Removes the resource tags with these keys (`UntagResource`) and emits the domain without them. Keys without
   * a tag are ignored. Errors with `DoesNotExistError`.
   *
   * @throws `InvalidArgumentError` if one of the keys is not valid
   * @see {@link tag}
   */
  untag(...tagKeys: string[]): Observable<Domain> {
    for (const key of tagKeys) checkTagKey('tagKeys', key);
    return this.#resourceArn().pipe(
      switchMap(resourceArn => request(this.client, UntagResourceCommand, { resourceArn, tagKeys })),
      map(() => this.#with({ tags: this.tags && withoutKeys(this.tags, tagKeys) })),
    );
  }

  /** Emits the resource tags of the remote version (`ListTagsForResource`). Errors with `DoesNotExistError`. */
  listTags(): Observable<ResourceTags> {
    return this.#resourceArn().pipe(
      switchMap(resourceArn => request(this.client, ListTagsForResourceCommand, { resourceArn })),
      map(({ tags = [] }) => fromTagList(tags)),
    );
  }

  /**
   * Emits the remote version (`DescribeDomain`). Its resource tags are fetched only if this model has tags,
   * because `ListTagsForResource` needs a separate permission.
   */
  override upstream(): Observable<Domain> {
    return request(this.client, DescribeDomainCommand, { name: this.name }).pipe(
      switchMap(answer => {
        const described = this.#with(fromDescription(answer));
        return this.tags === undefined || described.arn === undefined
          ? of(described)
          : described.listTags().pipe(map(tags => described.#with({ tags })));
      }),
    );
  }

  override toString(): string {
    return `Domain('${this.name}')`;
  }

  protected override comparison(): Comparison {
    return compared;
  }

  protected override lookAt(client: SWFClient, options: WatchOptions): Observable<Look<Remote<Domain>>> {
    const name = this.tags === undefined ? this.name : `${this.name} with its tags`;
    return sharedLooks(
      name,
      'DescribeDomain',
      this.remote(),
      watchedDomains,
    )(client, options).pipe(
      // The answer may have been asked for by a model with another converter.
      mapState(({ model }) => ({ model: model && this.#with({ ...model }) })),
    );
  }

  #resourceArn(): Observable<string> {
    if (this.arn !== undefined) return of(this.arn);
    return request(this.client, DescribeDomainCommand, { name: this.name }).pipe(
      map(({ domainInfo }) => requireMember(domainInfo?.arn, 'arn')),
    );
  }

  #with(changes: Partial<DomainOptions>): Domain {
    const { client, dataConverter, notices } = this;
    return new Domain(markOrigin('description', { ...this, client, dataConverter, notices, ...changes }));
  }
}

/** A domain model, or the name of a domain. */
export type DomainOrName = Domain | string;

/**
 * Returns the model of a domain. A domain given by name uses the current default client.
 *
 * @throws `InvalidArgumentError` if the value is neither a domain nor a name
 */
export function toDomain(domain: DomainOrName): Domain {
  if (typeof domain === 'string') return new Domain(domain);
  return isDomain(domain) ? domain : refuse('domain', domain, 'a Domain or its name');
}

/** Checks members rather than `instanceof`: a program may contain two copies of this package. */
const isDomain = (value: unknown): value is Domain =>
  typeof value === 'object' && value !== null && 'client' in value && 'dataConverter' in value;

function fromDescription({ domainInfo, configuration }: DescribeDomainCommandOutput) {
  const { name, status, description, arn } = requireMember(domainInfo, 'domainInfo');
  return {
    name: requireMember(name, 'name'),
    status: requireMember(status, 'status'),
    description,
    arn,
    tags: undefined,
    retentionPeriod: toDuration(configuration?.workflowExecutionRetentionPeriodInDays),
  };
}
