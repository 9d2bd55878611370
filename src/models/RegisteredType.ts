import type { RegistrationStatus, SWFClient } from '@aws-sdk/client-swf';
import { map, type Observable } from 'rxjs';
import { checkOptions, type OptionNames, requireMember } from '../requests/index.js';
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
import { type Domain, type DomainOrName, toDomain } from './Domain.js';
import { registrationStatuses } from './DomainOptions.js';
import { type Comparison, Model } from './Model.js';

/** Attributes shared by workflow types and activity types. */
export interface TypeOptions {
  /** The domain, or its name. */
  readonly domain: DomainOrName;
  /** 1 to 256 characters, without `:`, `/`, `|` and control characters. */
  readonly name: string;
  /** 1 to 64 characters, with the same restrictions. */
  readonly version: string;
  /** @defaultValue 'REGISTERED' */
  readonly status?: RegistrationStatus | undefined;
  /** At most 1,024 characters. */
  readonly description?: string | undefined;
  /** Set by the service. */
  readonly creationDate?: Date | undefined;
  /** Set by the service while the type is deprecated. */
  readonly deprecationDate?: Date | undefined;
}

/** Names of the {@link TypeOptions}. */
export const typeOptions: OptionNames<TypeOptions> = {
  domain: true,
  name: true,
  version: true,
  status: true,
  description: true,
  creationDate: true,
  deprecationDate: true,
};

/** Attributes in which types are compared, in addition to their defaults. */
const shared = ['domain', 'name', 'version', 'status', 'description', 'creationDate', 'deprecationDate'];
const dates = ['creationDate', 'deprecationDate'];

/** Returns the {@link Comparison}s of a kind of type: for described models and for listed ones. */
export function typeComparisons(defaults: readonly string[]): Readonly<Record<Origin, Comparison>> {
  const attributes = [...shared, ...defaults];
  const unset = { taskPriority: 0 };
  return {
    description: { attributes, filledIn: new Set(dates), unset },
    listing: { attributes, filledIn: new Set([...dates, ...defaults]), unset },
  };
}

/** The differences between the two kinds of type. */
export interface TypeKind<Options extends TypeOptions> {
  readonly name: 'WorkflowType' | 'ActivityType';
  readonly options: OptionNames<Options>;
  /** Throws `InvalidArgumentError` if SWF would reject one of the defaults. */
  readonly check: (options: Options) => void;
  readonly comparisons: Readonly<Record<Origin, Comparison>>;
}

/** Base class of workflow types and activity types, which are registered once and never changed. */
export abstract class RegisteredType<Self extends RegisteredType<Self, Options>, Options extends TypeOptions>
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
  readonly #kind: TypeKind<Options>;
  readonly #origin: Origin;

  constructor(options: Options, kind: TypeKind<Options>) {
    super();
    const origin = originOf(options);
    if (origin === undefined) {
      checkOptions<Options>(kind.name, options, kind.options);
      validateType(options);
      kind.check(options);
    }
    this.#kind = kind;
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
   * Registers the type and emits it as registered. Errors with `AlreadyExistsError` if the name and version
   * are taken, even by a deprecated type, and with `DoesNotExistError` or `DeprecatedError` for the domain.
   */
  save(): Observable<Self> {
    return this.register().pipe(map(() => this.with('REGISTERED')));
  }

  /**
   * Deprecates the type, so that it can no longer be started or scheduled, and emits it as deprecated. Errors
   * with `DoesNotExistError`, or with `DeprecatedError` if it is already deprecated.
   */
  deprecate(): Observable<Self> {
    return this.send('deprecate').pipe(map(() => this.with('DEPRECATED')));
  }

  /**
   * Reverts a deprecation and emits the type as registered. Errors with `DoesNotExistError`, or with
   * `AlreadyExistsError` if it is not deprecated.
   */
  undeprecate(): Observable<Self> {
    return this.send('undeprecate').pipe(map(() => this.with('REGISTERED')));
  }

  /**
   * Deletes the type for good and emits once it is gone. Its executions and tasks continue. Errors with
   * `DoesNotExistError`, or with `NotDeprecatedError` unless the type was deprecated before.
   *
   * @see {@link deprecate}
   * @example
   * ```ts
   * import { switchMap } from 'rxjs';
   * import { ActivityType } from 'rx-swf';
   *
   * new ActivityType({ domain: 'media', name: 'Resize', version: '1' })
   *   .deprecate()
   *   .pipe(switchMap(type => type.delete()))
   *   .subscribe();
   * ```
   */
  delete(): Observable<void> {
    return this.send('delete').pipe(map(() => undefined));
  }

  override toString(): string {
    return `${this.#kind.name}('${this.name}', '${this.version}')`;
  }

  protected abstract register(): Observable<unknown>;
  /** Sends the operation of this kind of type for an action: for example, `DeprecateWorkflowType`. */
  protected abstract send(action: 'deprecate' | 'undeprecate' | 'delete'): Observable<unknown>;
  protected abstract with(status: RegistrationStatus): Self;

  protected override comparison(): Comparison {
    return this.#kind.comparisons[this.#origin];
  }

  /** Origin of this model, passed on to its copies. */
  protected get origin(): Origin {
    return this.#origin;
  }

  protected override get client(): SWFClient {
    return this.domain.client;
  }
}

/** Returns the model options that `Describe…Type` and `List…Types` provide for any type. */
export function typeInfoOptions(info: {
  status: RegistrationStatus | undefined;
  description?: string | undefined;
  creationDate: Date | undefined;
  deprecationDate?: Date | undefined;
}) {
  return {
    status: requireMember(info.status, 'status'),
    description: info.description,
    creationDate: info.creationDate,
    deprecationDate: info.deprecationDate,
  };
}

function validateType(options: TypeOptions): void {
  checkName('name', options.name);
  checkName('version', options.version, limits.version);
  optional(checkOneOf, 'status', options.status, registrationStatuses);
  optional(checkText, 'description', options.description, limits.description);
}
