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

/** What a type or domain is: open for new work, or deprecated. */
export const registrationStatuses = [
  'REGISTERED',
  'DEPRECATED',
] as const satisfies readonly RegistrationStatus[];

/** The attributes of a {@link Domain}. */
export interface DomainOptions {
  /** 1 to 256 characters, without `:`, `/`, `|` and control characters. */
  readonly name: string;
  /** At most 1,024 characters. */
  readonly description?: string | undefined;
  /** Days that closed executions stay visible: 0 to 90, or `'NONE'`. Registered as 30 where it is unset. */
  readonly retentionPeriod?: Duration | undefined;
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | undefined;
  /** Given by the service. */
  readonly arn?: string | undefined;
  /** Resource tags, at most 50, keys of 1 to 128 and values of at most 256 characters. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The client of this domain and of all that is made from it. @defaultValue `connect()` */
  readonly client?: SWFClient | undefined;
  /** How payloads are written and read. @defaultValue JSON */
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

/** SWF wants a retention period; this is what it gets where the model has none. In days. */
const defaultRetention = 30;

const compared: Comparison = {
  attributes: ['name', 'status', 'description', 'retentionPeriod', 'arn', 'tags'],
  filledIn: new Set(['arn', 'tags', 'retentionPeriod']),
};

/**
 * A domain: the name space of types, executions and task lists. An immutable value; nothing is sent before one
 * of its operations is subscribed to.
 *
 * @throws `InvalidArgumentError` when an attribute is one that SWF would refuse.
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

  /** @param given - its attributes, or only its name */
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
   * The client that this domain, and all that is made from it, sends with. Where the converter has a store, it is one
   * made of the client that was given, which stores and loads payloads.
   */
  override get client(): SWFClient {
    return this.#client;
  }

  /** How payloads of this domain's executions are written and read. */
  get dataConverter(): DataConverter {
    return this.#dataConverter;
  }

  /**
   * Registers the domain (`RegisterDomain`). Emits it as registered. Errors with `AlreadyExistsError` when there
   * is one of that name, in whatever status.
   */
  save(): Observable<this> {
    return request(this.client, RegisterDomainCommand, {
      name: this.name,
      workflowExecutionRetentionPeriodInDays: toWire(this.retentionPeriod ?? defaultRetention),
      ...defined({ description: this.description, tags: this.tags && toTags(this.tags) }),
    }).pipe(map(() => this.#with({ status: 'REGISTERED' })));
  }

  /**
   * Deprecates the domain (`DeprecateDomain`): it takes no new types and executions. Emits it as deprecated.
   * Errors with `DoesNotExistError`, or with `DeprecatedError` when it is deprecated already.
   */
  delete(): Observable<this> {
    return request(this.client, DeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'DEPRECATED' })),
    );
  }

  /**
   * Takes a deprecation back (`UndeprecateDomain`). Emits the domain as registered. Errors with
   * `DoesNotExistError`, or with `AlreadyExistsError` when it is registered.
   */
  undelete(): Observable<this> {
    return request(this.client, UndeprecateDomainCommand, { name: this.name }).pipe(
      map(() => this.#with({ status: 'REGISTERED' })),
    );
  }

  /**
   * The remote version (`DescribeDomain`). Its resource tags are asked for (`ListTagsForResource`, a permission
   * of its own) only if this model has tags.
   */
  override upstream(): Observable<this> {
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

  #with(changes: Partial<DomainOptions>): this {
    // A subclass makes more of its kind.
    const Self = this.constructor as new (options: DomainOptions) => this;
    const { client, dataConverter } = this;
    return new Self(fromService('description', { ...this, client, dataConverter, ...changes }));
  }
}

/** A domain given as a model or by its name. */
export type DomainOrName = Domain | string;

/**
 * The model of a domain given by its name; a name gets the client in force.
 *
 * @throws `InvalidArgumentError` for anything but a domain or a name
 */
export function toDomain(domain: DomainOrName): Domain {
  if (typeof domain === 'string') return new Domain(domain);
  return isDomain(domain) ? domain : refuse('domain', domain, 'a Domain or its name');
}

/** By its members: two copies of this package may meet in one program. */
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
