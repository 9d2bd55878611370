import type { SWFClient } from '@aws-sdk/client-swf';
import type { Observable } from 'rxjs';
import type { Notice } from '../notices/index.js';
import { InvalidSettingsError, messageOf, type PaceOptions } from '../requests/index.js';
import { checkName } from '../values/index.js';
import { Credentials } from './Credentials.js';
import { isRegion } from './region.js';

/** Values of one source, each of which may be absent. */
export interface SettingsValues {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  readonly region?: string | undefined;
  /** URL of an SWF service other than Amazon's, e.g. `http://127.0.0.1:4577`. */
  readonly endpoint?: string | undefined;
  /** Name of the domain that commands work on. */
  readonly domain?: string | undefined;
}

/** Settings that are objects of a program. They are not enumerable, because they are verbose and not serializable. */
export interface Extras {
  /** A client to use instead of all other settings. */
  readonly client?: SWFClient;
  /** Notices of executions of this account and region. */
  readonly notices?: Observable<Notice>;
  /** Rates of calls of watches. */
  readonly pace?: PaceOptions;
}

/** Settings from one source, or from all of them combined. Immutable; printing them shows no secrets. */
export interface Settings extends Extras {
  /** If absent, the SDK's default provider chain resolves it, as it does for the credentials. */
  readonly region?: string;
  readonly endpoint?: string;
  /** Name of the domain that the `rx-swf` command works on. */
  readonly domain?: string;
  /** If absent, the SDK's default provider chain is used (profiles, SSO, roles). */
  readonly credentials?: Credentials;
}

/** Adds the settings that are not enumerable. */
export function withExtras(values: Settings, extras: Extras): Settings {
  const properties = Object.entries(extras).map(([name, value]) => [name, { value }]);
  return Object.freeze(Object.defineProperties({ ...values }, Object.fromEntries(properties)));
}

/**
 * Validates the values of a source.
 *
 * @param source - the name of the source in error messages
 * @param names - the source's own name for each value
 * @throws `InvalidSettingsError` that names the source and the key, and shows no secret
 */
export function toSettings(
  values: SettingsValues,
  source: string,
  names: Readonly<Record<keyof SettingsValues, string>>,
): Settings {
  const { region, endpoint, domain } = values;
  const given = new Map(Object.entries(values));
  for (const [key, name] of Object.entries(names)) {
    if (/^\s*<.*>\s*$/.test(given.get(key) ?? '')) {
      throw new InvalidSettingsError(
        `${name} of ${source} is still a placeholder in angle brackets. Replace it with your own value`,
      );
    }
  }
  if (region && !isRegion(region)) {
    throw new InvalidSettingsError(
      `${names.region} of ${source} is not a valid region (for example, us-east-1)`,
    );
  }
  if (endpoint && !isHttpUrl(endpoint)) {
    throw new InvalidSettingsError(
      `${names.endpoint} of ${source} is not an http or https URL (for example, http://127.0.0.1:4577)`,
    );
  }
  // Printed settings include the endpoint, and the SDK would not send these parts anyway.
  if (endpoint && !isPlainUrl(endpoint)) {
    throw new InvalidSettingsError(
      `${names.endpoint} of ${source} must not contain a user name, password, query or fragment`,
    );
  }
  if (domain) checkDomain(domain, `${names.domain} of ${source}`);
  const credentials = toCredentials(values, source, names);
  // An empty value counts as absent: that is how a shell unsets a variable for a single command.
  return Object.freeze({
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(domain ? { domain } : {}),
    ...(credentials ? { credentials } : {}),
  });
}

function checkDomain(domain: string, name: string): void {
  try {
    checkName(name, domain);
  } catch (cause) {
    throw new InvalidSettingsError(messageOf(cause), { cause });
  }
}

function toCredentials(
  { accessKeyId, secretAccessKey, sessionToken }: SettingsValues,
  source: string,
  names: Readonly<Record<keyof SettingsValues, string>>,
): Credentials | undefined {
  if (accessKeyId && secretAccessKey)
    return new Credentials(accessKeyId, secretAccessKey, sessionToken || undefined);
  const [given, missing]: (keyof SettingsValues)[] = accessKeyId
    ? ['accessKeyId', 'secretAccessKey']
    : [secretAccessKey ? 'secretAccessKey' : 'sessionToken', 'accessKeyId'];
  if (!accessKeyId && !secretAccessKey && !sessionToken) return undefined;
  throw new InvalidSettingsError(
    `${names[given ?? 'accessKeyId']} of ${source} is set without ${names[missing ?? 'accessKeyId']}. Set both, or neither`,
  );
}

function isPlainUrl(text: string): boolean {
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === '';
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
