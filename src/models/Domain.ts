import {
  DeprecateDomainCommand,
  DescribeDomainCommand,
  type DescribeDomainCommandOutput,
  ListTagsForResourceCommand,
  RegisterDomainCommand,
  type RegistrationStatus,
  type SWFClient,
  UndeprecateDomainCommand,
} from '@aws-sdk/client-swf';
import { map, type Observable, of, switchMap } from 'rxjs';
import { type DataConverter, jsonConverter, offloadingClient } from '../payloads/index.js';
import { checkOptions, defined, type OptionNames, request, required } from '../requests/index.js';
import { connect } from '../settings/index.js';
import {
  checkName,
  checkOneOf,
  checkText,
  type Duration,
  fromService,
  limits,
  optional,
  originOf,
  refuse,
  toDuration,
  toWire,
} from '../values/index.js';
import { type Comparison, Model } from './Model.js';

/** Statuses of a type or domain: registered, or deprecated and closed to new work. */
export const registrationStatuses = [
  'REGISTERED',
  'DEPRECATED',
] as const satisfies readonly RegistrationStatus[];

/** Attributes of a {@link Domain}. */
export interface DomainOptions {
  /** 1 to 256 characters, without `:`, `/`, `|` and control characters. */
  readonly name: string;
  /** At most 1,024 characters. */
  readonly description?: string | undefined;
  /** Days that closed executions stay visible: 0 to 90, or `'NONE'`. Registered as 30 if unset. */
  readonly retentionPeriod?: Duration | undefined;
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | undefined;
  /** Assigned by the service. */
  readonly arn?: string | undefined;
  /** Resource tags: at most 50, with keys of 1 to 128 characters and values of at most 256. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Client used by this domain and everything created from it. @defaultValue `connect()` */
  readonly client?: SWFClient | undefined;
  /** Converter for payloads. @defaultValue JSON */
  readonly dataConverter?: DataConverter | undefined;
}

const names: OptionNames<DomainOptions> = {
  name: true,
  description: true,
  retentionPeriod: true,
  status: true,
  arn: true,
  tags: true,
  client: true,
  dataConverter: true,
};

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
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly #client: SWFClient;
  readonly #dataConverter: DataConverter;

  /** @param given - the attributes, or just the name */
  constructor(given: DomainOptions | string) {
    super();
    const options = typeof given === 'string' ? { name: given } : given;
    checkOptions('Domain', options, names);
    if (originOf(options) === undefined) validate(options);
    this.name = options.name;
    this.description = options.description;
    this.retentionPeriod = options.retentionPeriod;
    this.status = options.status ?? 'REGISTERED';
    this.arn = options.arn;
    this.tags = options.tags && Object.freeze({ ...options.tags });
    this.#dataConverter = options.dataConverter ?? jsonConverter;
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

  /**
   * Registers the domain (`RegisterDomain`) and emits it as registered. Errors with `AlreadyExistsError` if a
   * domain of that name exists, registered or deprecated.
   */
  save(): Observable<Domain> {
    return request(this.client, RegisterDomainCommand, {
      name: this.name,
      workflowExecutionRetentionPeriodInDays: toWire(this.retentionPeriod ?? defaultRetention),
      ...defined({ description: this.description, tags: this.tags && toTags(this.tags) }),
    }).pipe(map(() => this.#with({ status: 'REGISTERED' })));
  }

  /**
   * Deprecates the domain (`DeprecateDomain`), so that it accepts no new types or executions, and emits it as
   * deprecated. Errors with `DoesNotExistError`, or with `DeprecatedError` if it is already deprecated.
   */
  delete(): Observable<Domain> {
    return request(this.client, DeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'DEPRECATED' })),
    );
  }

  /**
   * Reverts a deprecation (`UndeprecateDomain`) and emits the domain as registered. Errors with
   * `DoesNotExistError`, or with `AlreadyExistsError` if it is not deprecated.
   */
  undelete(): Observable<Domain> {
    return request(this.client, UndeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'REGISTERED' })),
    );
  }

  /**
   * Emits the remote version (`DescribeDomain`). Its resource tags are fetched only if this model has tags,
   * because `ListTagsForResource` needs a separate permission.
   */
  override upstream(): Observable<Domain> {
    return request(this.client, DescribeDomainCommand, { name: this.name }).pipe(
      switchMap(answer => {
        const described = fromDescription(answer);
        return this.tags === undefined || described.arn === undefined
          ? of(this.#with(described))
          : this.#tagsOf(described.arn).pipe(map(tags => this.#with({ ...described, tags })));
      }),
    );
  }

  override toString(): string {
    return `Domain('${this.name}')`;
  }

  protected override comparison(): Comparison {
    return compared;
  }

  #tagsOf(resourceArn: string): Observable<Readonly<Record<string, string>>> {
    return request(this.client, ListTagsForResourceCommand, { resourceArn }).pipe(
      map(({ tags = [] }) =>
        Object.fromEntries(tags.map(({ key, value = '' }) => [required(key, 'tag key'), value])),
      ),
    );
  }

  #with(changes: Partial<DomainOptions>): Domain {
    const { client, dataConverter } = this;
    return new Domain(fromService('description', { ...this, client, dataConverter, ...changes }));
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

function validate({ name, description, retentionPeriod, status, tags }: DomainOptions): void {
  checkName('name', name);
  optional(checkText, 'description', description, limits.description);
  optional(checkRetention, 'retentionPeriod', retentionPeriod);
  optional(checkOneOf, 'status', status, registrationStatuses);
  optional(checkResourceTags, 'tags', tags);
}

function checkRetention(field: string, value: unknown): void {
  const days = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 90;
  if (value !== 'NONE' && !days) refuse(field, value, "a whole number of days from 0 to 90 or 'NONE'");
}

function checkResourceTags(field: string, tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > limits.resourceTags) refuse(field, entries, `at most ${limits.resourceTags} tags`);
  for (const [key, value] of entries) {
    checkText(`a key of ${field}`, key, limits.resourceTagKey, 1);
    checkText(`${field}.${key}`, value, limits.resourceTagValue);
  }
}

function toTags(tags: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

function fromDescription({ domainInfo, configuration }: DescribeDomainCommandOutput) {
  const { name, status, description, arn } = required(domainInfo, 'domainInfo');
  return {
    name: required(name, 'name'),
    status: required(status, 'status'),
    description,
    arn,
    tags: undefined,
    retentionPeriod: toDuration(configuration?.workflowExecutionRetentionPeriodInDays),
  };
}
