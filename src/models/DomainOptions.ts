import type { RegistrationStatus, SWFClient } from '@aws-sdk/client-swf';
import { isObservable, type Observable } from 'rxjs';
import type { Notice } from '../notices/index.js';
import type { DataConverter } from '../payloads/index.js';
import type { OptionNames } from '../requests/index.js';
import {
  checkName,
  checkOneOf,
  checkText,
  type Duration,
  limits,
  optional,
  refuse,
} from '../values/index.js';
import { checkResourceTags, type ResourceTags } from './ResourceTags.js';

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
  readonly tags?: ResourceTags | undefined;
  /** Client used by this domain and everything created from it. @defaultValue `connect()` */
  readonly client?: SWFClient | undefined;
  /** Converter for payloads. @defaultValue JSON */
  readonly dataConverter?: DataConverter | undefined;
  /**
   * Notices of this domain's executions, which its watches listen to. Defaults to those of the settings, unless a
   * `client` is given, which may belong to another account or region.
   */
  readonly notices?: Observable<Notice> | undefined;
}

/** The option names of {@link DomainOptions}. */
export const domainOptions: OptionNames<DomainOptions> = {
  name: true,
  description: true,
  retentionPeriod: true,
  status: true,
  arn: true,
  tags: true,
  client: true,
  dataConverter: true,
  notices: true,
};

/** Checks the attributes of a domain against SWF's limits. */
export function checkDomain({
  name,
  description,
  retentionPeriod,
  status,
  tags,
  notices,
}: DomainOptions): void {
  checkName('name', name);
  optional(checkText, 'description', description, limits.description);
  optional(checkRetention, 'retentionPeriod', retentionPeriod);
  optional(checkOneOf, 'status', status, registrationStatuses);
  optional(checkResourceTags, 'tags', tags);
  if (notices !== undefined && !isObservable(notices)) refuse('notices', notices, 'an Observable of notices');
}

function checkRetention(field: string, value: unknown): void {
  const days = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 90;
  if (value !== 'NONE' && !days) refuse(field, value, "a whole number of days from 0 to 90 or 'NONE'");
}
