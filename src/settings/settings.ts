import type { SWFClient } from '@aws-sdk/client-swf';
import { isObservable, type Observable } from 'rxjs';
import { environment } from '#host';
import type { Notice } from '../notices/index.js';
import {
  checkPace,
  describeType,
  InvalidSettingsError,
  messageOf,
  type PaceOptions,
  suggest,
} from '../requests/index.js';
import { hasOwnEndpoint } from './awsProfile.js';
import type { Credentials } from './Credentials.js';
import { fromEnv } from './fromEnv.js';
import { fromFile, fromHome } from './fromFile.js';
import { fromString } from './fromString.js';
import { isLocalRegion } from './region.js';
import { type Extras, type Settings, type SettingsValues, toSettings, withExtras } from './toSettings.js';

type Text = string | null | undefined;

/** String settings in all their accepted spellings. */
interface Texts {
  readonly accessKeyId?: Text;
  readonly awsAccessKeyId?: Text;
  readonly aws_access_key_id?: Text;
  readonly secretAccessKey?: Text;
  readonly awsSecretAccessKey?: Text;
  readonly aws_secret_access_key?: Text;
  readonly sessionToken?: Text;
  readonly awsSessionToken?: Text;
  readonly aws_session_token?: Text;
  readonly region?: Text;
  /** URL of an SWF service other than Amazon's, e.g. `http://127.0.0.1:4577`. */
  readonly endpoint?: Text;
  /** Name of the domain that the `rx-swf` command works on. */
  readonly domain?: Text;
}

/**
 * Input of `settings.set()`, in camel case or with the names of the `.swf` file. The result of a reader such
 * as `fromFile()` is accepted too. `undefined` and `null` count as not set.
 */
export interface SettingsInput extends Texts {
  /** The credentials as one object, instead of their three parts. */
  readonly credentials?:
    | Pick<Credentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>
    | null
    | undefined;
  /** A client to use instead of all other settings. */
  readonly client?: SWFClient | null | undefined;
  /**
   * Notices of executions of this account and region, e.g. from `sqsNotices()`. Watches of executions then ask
   * SWF when they get a notice, and poll slowly in addition.
   */
  readonly notices?: Observable<Notice> | null | undefined;
  /** Rates of calls of watches: by default half of the documented rates. */
  readonly pace?: PaceOptions | null | undefined;
}

/** The canonical form of a {@link SettingsInput}. */
export type Normalized = SettingsValues & Extras;

const spellings: Readonly<Record<keyof SettingsValues, readonly (keyof Texts)[]>> = {
  accessKeyId: ['accessKeyId', 'awsAccessKeyId', 'aws_access_key_id'],
  secretAccessKey: ['secretAccessKey', 'awsSecretAccessKey', 'aws_secret_access_key'],
  sessionToken: ['sessionToken', 'awsSessionToken', 'aws_session_token'],
  region: ['region'],
  endpoint: ['endpoint'],
  domain: ['domain'],
};
const known: ReadonlySet<string> = new Set([
  ...Object.values(spellings).flat(),
  'credentials',
  'client',
  'notices',
  'pace',
]);
/** Members of the SDK's own credentials, which are accepted as well. */
const identity: ReadonlySet<string> = new Set([
  'accessKeyId',
  'secretAccessKey',
  'sessionToken',
  'expiration',
  'accountId',
  'credentialScope',
  '$source',
]);
const names = {
  accessKeyId: 'accessKeyId',
  secretAccessKey: 'secretAccessKey',
  sessionToken: 'sessionToken',
  region: 'region',
  endpoint: 'endpoint',
  domain: 'domain',
} satisfies Record<keyof SettingsValues, string>;

/** Converts the input of `set()` to its canonical form: one spelling, nothing undefined. */
export function normalize(input: SettingsInput): Normalized {
  checkNames('Settings', 'setting', input, known);
  const texts = spread(input);
  const values: [string, string][] = [];
  for (const [name, keys] of Object.entries(spellings)) {
    const given = keys.filter(key => texts[key] !== undefined && texts[key] !== null);
    const distinct = new Set(given.map(key => texts[key]));
    if (distinct.size > 1)
      throw new InvalidSettingsError(`${given.join(' and ')} have different values. Set only one of them`);
    for (const value of distinct) {
      if (typeof value !== 'string')
        throw new InvalidSettingsError(`${given[0]} must be a string, got ${describeType(value)}`);
      values.push([name, value]);
    }
  }
  const client = input.client ?? undefined;
  const notices = input.notices ?? undefined;
  if (notices !== undefined && !isObservable(notices))
    throw new InvalidSettingsError(`notices must be an Observable of notices, got ${describeType(notices)}`);
  const pace = input.pace ?? undefined;
  if (pace !== undefined) checkPaceSetting(pace);
  return {
    ...Object.fromEntries(values),
    ...(pace === undefined ? {} : { pace }),
    ...(client === undefined ? {} : { client }),
    ...(notices === undefined ? {} : { notices }),
  };
}

function checkPaceSetting(pace: PaceOptions): void {
  try {
    checkPace(pace);
  } catch (error) {
    throw new InvalidSettingsError(messageOf(error), { cause: error });
  }
}

/** Rejects non-objects and unknown names. The message shows no value, because it may be a secret. */
function checkNames(all: string, one: string, input: unknown, known: ReadonlySet<string>): void {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new InvalidSettingsError(`${all} must be an object, got ${describeType(input)}`);
  const unknown = Object.keys(input).find(key => !known.has(key));
  if (unknown !== undefined)
    throw new InvalidSettingsError(`Unknown ${one} "${unknown}". ${suggest(unknown, [...known])}`);
}

/** Splits a credentials object into its three parts. */
function spread({ credentials, ...input }: SettingsInput): SettingsInput {
  if (credentials === undefined || credentials === null) return input;
  checkNames('credentials', 'member of credentials', credentials, identity);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const part = [...spellings.accessKeyId, ...spellings.secretAccessKey, ...spellings.sessionToken].find(
    key => input[key] !== undefined && input[key] !== null,
  );
  if (part !== undefined)
    throw new InvalidSettingsError(`credentials and ${part} are both set. Use one or the other`);
  return { ...input, accessKeyId, secretAccessKey, sessionToken };
}

/** Validates normalized values. */
export function validate(
  { client: _client, notices: _notices, pace: _pace, ...values }: Normalized,
  source: string,
): Settings {
  return toSettings(values, source, names);
}

let explicit: Normalized = {};
let current: Settings | undefined;

/**
 * Settings of this process. The sources, in order of precedence, are `settings.set()`, the file `~/.swf` and
 * the environment. Each value is resolved separately; a key pair and its token count as one value. The file
 * and the environment are read on first use and then cached.
 *
 * @example
 * ```ts
 * import { settings } from 'rx-swf';
 *
 * settings.set({ region: 'eu-west-1' });
 * settings.get().region; // 'eu-west-1'
 * ```
 */
export const settings = Object.freeze({
  /**
   * Sets values for models and clients created from now on; existing ones keep theirs. `undefined` and `null`
   * are ignored.
   *
   * @throws `InvalidSettingsError` that names the key
   */
  set(input: SettingsInput): void {
    const more = normalize(input);
    const { sessionToken: _, ...withoutToken } = explicit;
    const isOtherKey = more.accessKeyId !== undefined && more.accessKeyId !== explicit.accessKeyId;
    // A token is only valid with its own key; AWS rejects it with any other.
    const replacesKey = isOtherKey && explicit.accessKeyId !== undefined;
    const values = { ...(replacesKey ? withoutToken : explicit), ...more };
    // The next call may complete half a key pair; everything else can be validated now.
    const { region, endpoint, domain } = values;
    toSettings({ region, endpoint, domain }, 'settings.set()', names);
    explicit = values;
    current = undefined;
  },

  /**
   * Returns the current settings.
   *
   * @throws `InvalidSettingsError` that names the file or variable, and the key
   */
  get(): Settings {
    current ??= resolve();
    return current;
  },

  /** Discards both the values that were set and those that were read. */
  clear(): void {
    explicit = {};
    current = undefined;
  },

  /** Discards the values that were read: the file and the environment are read again on next use. */
  reload(): void {
    current = undefined;
  },

  fromString,
  fromFile,
  fromEnv,
  fromHome,
});

function resolve(): Settings {
  const { client, notices, pace } = explicit;
  // With a given client, no source is read, so none of them can be invalid.
  const values = client === undefined ? mergeSources() : validate(explicit, 'settings.set()');
  return withExtras(values, {
    ...(client && { client }),
    ...(notices && { notices }),
    ...(pace && { pace }),
  });
}

/** Merges all sources except a given client. The overrides take precedence over all of them. */
export function mergeSources(overrides: Settings = {}): Settings {
  const merged = { ...fromEnv(), ...fromHome(), ...validate(explicit, 'settings.set()'), ...overrides };
  const { region = '', endpoint } = merged;
  if (endpoint === undefined && isLocalRegion(region) && !hasOwnEndpoint(environment())) {
    throw new InvalidSettingsError(
      `The region "${region}" needs an endpoint, because AWS has no such region. Set endpoint, AWS_ENDPOINT_URL_SWF or AWS_ENDPOINT_URL`,
    );
  }
  return Object.freeze(merged);
}
