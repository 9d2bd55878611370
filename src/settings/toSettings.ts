import type { SWFClient } from '@aws-sdk/client-swf';
import { InvalidSettingsError } from '../requests/index.js';
import { Credentials } from './Credentials.js';
import { isRegion } from './region.js';

/** What a source gives: each value may be absent. */
export interface SettingsValues {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  readonly region?: string | undefined;
  /** The URL of another SWF than Amazon's, e.g. `http://127.0.0.1:4577`. */
  readonly endpoint?: string | undefined;
}

/** What the settings say of one source, or of all of them together. Immutable, and silent about secrets. */
export interface Settings {
  /** Absent: the SDK looks for it, as for the credentials. */
  readonly region?: string;
  readonly endpoint?: string;
  /** Absent: the SDK's own chain is asked (profiles, SSO, roles). */
  readonly credentials?: Credentials;
  /** A ready-made client, in place of all the rest. Not enumerable: it is long to show, and no JSON. */
  readonly client?: SWFClient;
}

/**
 * Checks what a source gives.
 *
 * @param source - how an error names the source
 * @param names - how the source calls each value
 * @throws `InvalidSettingsError` that names the source and the key, and shows no secret
 */
export function toSettings(
  values: SettingsValues,
  source: string,
  names: Readonly<Record<keyof SettingsValues, string>>,
): Settings {
  const { region, endpoint } = values;
  const given = new Map(Object.entries(values));
  for (const [key, name] of Object.entries(names)) {
    if (/^\s*<.*>\s*$/.test(given.get(key) ?? '')) {
      throw new InvalidSettingsError(
        `${name} of ${source} is a placeholder in angle brackets: replace it with a value of your own`,
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
  // An endpoint is shown wherever settings are, and the SDK would not send these anyway.
  if (endpoint && !isPlainUrl(endpoint)) {
    throw new InvalidSettingsError(
      `${names.endpoint} of ${source} must not hold a user name, password, query or fragment`,
    );
  }
  const credentials = toCredentials(values, source, names);
  // An empty value is an absent one: that is how a shell unsets a variable for one command.
  return Object.freeze({
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
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
    `${source} has ${names[given ?? 'accessKeyId']} without ${names[missing ?? 'accessKeyId']}: credentials are a pair`,
  );
}

function isPlainUrl(text: string): boolean {
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === '';
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
