import type { RegistrationStatus, SWFClient } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { type OptionNames, required } from '../requests/index.js';
import {
  checkName,
  checkOneOf,
  checkText,
  limits,
  type Origin,
  optional,
  originOf,
  type TypeId,
} from '../values/index.js';
import { type Domain, type DomainOrName, registrationStatuses, toDomain } from './Domain.js';
import { type Comparison, Model } from './Model.js';

/** The attributes that workflow types and activity types share. */
export interface TypeOptions {
  /** The domain, or its name. */
  readonly domain: DomainOrName;
  /** 1 to 256 characters, without `:`, `/`, `|` and control characters. */
  readonly name: string;
  /** 1 to 64 characters, with the same rules. */
  readonly version: string;
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | undefined;
  /** At most 1,024 characters. */
  readonly description?: string | undefined;
  /** Given by the service. */
  readonly creationDate?: Date | undefined;
  /** Given by the service while the type is deprecated. */
  readonly deprecationDate?: Date | undefined;
}

/** The names of the {@link TypeOptions}. */
export const typeOptions: OptionNames<TypeOptions> = {
  domain: true,
  name: true,
  version: true,
  status: true,
  description: true,
  creationDate: true,
  deprecationDate: true,
};

/** What a type is compared in, beside its defaults. */
const shared = ['domain', 'name', 'version', 'status', 'description', 'creationDate', 'deprecationDate'];
const dates = ['creationDate', 'deprecationDate'];

/** The {@link Comparison}s of a kind of type: of one described in full, and of one that a listing told of. */
export function typeComparisons(defaults: readonly string[]): Readonly<Record<Origin, Comparison>> {
  const attributes = [...shared, ...defaults];
  const unset = { taskPriority: 0 };
  return {
    description: { attributes, filledIn: new Set(dates), unset },
    listing: { attributes, filledIn: new Set([...dates, ...defaults]), unset },
  };
}

/** What workflow types and activity types have in common: registered once per name and version, never changed. */
export abstract class RegisteredType<Self extends RegisteredType<Self>>
  extends Model<Self>
  implements TypeId
{
  readonly domain: Domain;
  readonly name: string;
  readonly version: string;
  readonly status: RegistrationStatus;
  readonly description: string | undefined;
  readonly creationDate: Date | undefined;
  readonly deprecationDate: Date | undefined;
  readonly #origin: Origin;

  constructor(options: TypeOptions) {
    super();
    const origin = originOf(options);
    if (origin === undefined) validateType(options);
    this.domain = toDomain(options.domain);
    this.name = options.name;
    this.version = options.version;
    this.status = options.status ?? 'REGISTERED';
    this.description = options.description;
    this.creationDate = options.creationDate;
    this.deprecationDate = options.deprecationDate;
    this.#origin = origin ?? 'description';
  }

  /**
   * Registers the type. Emits it as registered. Errors with `AlreadyExistsError` when the name and version are
   * taken, in whatever status, and with `DoesNotExistError` or `DeprecatedError` for the domain.
   */
  save(): Observable<Self> {
    return this.register().pipe(map(() => this.with('REGISTERED')));
  }

  /**
   * Deprecates the type: nothing new is made of it. Emits it as deprecated. Errors with `DoesNotExistError`, or
   * with `DeprecatedError` when it is deprecated already.
   */
  delete(): Observable<Self> {
    return this.deprecate().pipe(map(() => this.with('DEPRECATED')));
  }

  /**
   * Takes a deprecation back. Emits the type as registered. Errors with `DoesNotExistError`, or with
   * `AlreadyExistsError` when it is registered.
   */
  undelete(): Observable<Self> {
    return this.undeprecate().pipe(map(() => this.with('REGISTERED')));
  }

  protected abstract register(): Observable<unknown>;
  protected abstract deprecate(): Observable<unknown>;
  protected abstract undeprecate(): Observable<unknown>;
  protected abstract with(status: RegistrationStatus): Self;
  protected abstract comparisons(): Readonly<Record<Origin, Comparison>>;

  protected override comparison(): Comparison {
    return this.comparisons()[this.#origin];
  }

  /** Where this model came from, for a copy of it. */
  protected get origin(): Origin {
    return this.#origin;
  }

  protected override get client(): SWFClient {
    return this.domain.client;
  }
}

/** What `Describe…Type` and `List…Types` tell of any type, as options for its model. */
export function typeInfoOptions(info: {
  status: RegistrationStatus | undefined;
  description?: string | undefined;
  creationDate: Date | undefined;
  deprecationDate?: Date | undefined;
}) {
  return {
    status: required(info.status, 'status'),
    description: info.description,
    creationDate: info.creationDate,
    deprecationDate: info.deprecationDate,
  };
}

/** Throws `InvalidArgumentError` for a name or version that SWF would refuse. */
export function checkTypeId(field: string, { name, version }: TypeId): void {
  checkName(`${field}name`, name);
  checkName(`${field}version`, version, limits.version);
}

function validateType(options: TypeOptions): void {
  checkTypeId('', options);
  optional(checkOneOf, 'status', options.status, registrationStatuses);
  optional(checkText, 'description', options.description, limits.description);
}
