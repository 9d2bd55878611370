import type { SWFClient } from '@aws-sdk/client-swf';
import { environment } from '#host';
import { InvalidSettingsError, kindOf, suggest } from '../requests/index.js';
import { hasOwnEndpoint } from './awsProfile.js';
import type { Credentials } from './Credentials.js';
import { fromEnv } from './fromEnv.js';
import { fromFile, fromHome } from './fromFile.js';
import { fromString } from './fromString.js';
import { isLocalRegion } from './region.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

type Text = string | null | undefined;

/** The settings that are text, by all their names. */
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
  /** The URL of another SWF than Amazon's, e.g. `http://127.0.0.1:4577`. */
  readonly endpoint?: Text;
}

/**
 * What `settings.set()` takes, in camel case or by the names of the `.swf` file; also what a reader such as
 * `fromFile()` gives. `undefined` and `null` say nothing.
 */
export interface SettingsInput extends Texts {
  /** The credentials in one piece, in place of their three parts. */
  readonly credentials?:
    | Pick<Credentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>
    | null
    | undefined;
  /** A ready-made client, in place of all the rest. */
  readonly client?: SWFClient | null | undefined;
}

/** The canonical form of a {@link SettingsInput}. */
type Normalized = SettingsValues & { readonly client?: SWFClient };

const spellings: Readonly<Record<keyof SettingsValues, readonly (keyof Texts)[]>> = {
  accessKeyId: ['accessKeyId', 'awsAccessKeyId', 'aws_access_key_id'],
  secretAccessKey: ['secretAccessKey', 'awsSecretAccessKey', 'aws_secret_access_key'],
  sessionToken: ['sessionToken', 'awsSessionToken', 'aws_session_token'],
  region: ['region'],
  endpoint: ['endpoint'],
};
const known: ReadonlySet<string> = new Set([...Object.values(spellings).flat(), 'credentials', 'client']);
/** What the SDK's own credentials have, too. */
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
} satisfies Record<keyof SettingsValues, string>;

/** The canonical form of what `set()` was given: one spelling, nothing undefined. */
export function normalize(said: SettingsInput): Normalized {
  checkNames('Settings', 'setting', said, known);
  const input = spread(said);
  const values: [string, string][] = [];
  for (const [name, keys] of Object.entries(spellings)) {
    const given = keys.filter(key => input[key] !== undefined && input[key] !== null);
    const distinct = new Set(given.map(key => input[key]));
    if (distinct.size > 1)
      throw new InvalidSettingsError(`${given.join(' and ')} are given with different values`);
    for (const value of distinct) {
      if (typeof value !== 'string')
        throw new InvalidSettingsError(`${given[0]} must be a string, got ${kindOf(value)}`);
      values.push([name, value]);
    }
  }
  const client = said.client ?? undefined;
  return { ...Object.fromEntries(values), ...(client === undefined ? {} : { client }) };
}

/** Refuses what is not an object, and unknown names. Shows no value: it may be a secret. */
function checkNames(all: string, one: string, said: unknown, known: ReadonlySet<string>): void {
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw new InvalidSettingsError(`${all} must be an object, got ${kindOf(said)}`);
  const unknown = Object.keys(said).find(key => !known.has(key));
  if (unknown !== undefined)
    throw new InvalidSettingsError(`Unknown ${one} "${unknown}". ${suggest(unknown, [...known])}`);
}

/** Credentials in one piece, as their three parts. */
function spread({ credentials, ...input }: SettingsInput): SettingsInput {
  if (credentials === undefined || credentials === null) return input;
  checkNames('credentials', 'member of credentials', credentials, identity);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const part = [...spellings.accessKeyId, ...spellings.secretAccessKey, ...spellings.sessionToken].find(
    key => input[key] !== undefined && input[key] !== null,
  );
  if (part !== undefined) throw new InvalidSettingsError(`credentials and ${part} are given at once`);
  return { ...input, accessKeyId, secretAccessKey, sessionToken };
}

/** Checks normalized values. */
export function given({ client: _, ...values }: Normalized, source: string): Settings {
  return toSettings(values, source, names);
}

let explicit: Normalized = {};
let inForce: Settings | undefined;

/**
 * The settings of this process. The sources, the strongest first: `settings.set()`, the file `~/.swf`, the
 * environment; value by value, a key pair and its token being one value. File and environment are read when they
 * are first needed, and kept.
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
   * Sets values for what is made from now on; what exists keeps its own. Undefined values are ignored.
   *
   * @throws `InvalidSettingsError` that names the key
   */
  set(input: SettingsInput): void {
    const more = normalize(input);
    const { sessionToken: _, ...withoutToken } = explicit;
    const isOtherKey = more.accessKeyId !== undefined && more.accessKeyId !== explicit.accessKeyId;
    // A token is worthless beside any key but its own; AWS refuses the two together.
    const replacesKey = isOtherKey && explicit.accessKeyId !== undefined;
    const values = { ...(replacesKey ? withoutToken : explicit), ...more };
    // Half a pair may be completed by the next call; all else is known to be right or wrong now.
    toSettings({ region: values.region, endpoint: values.endpoint }, 'settings.set()', names);
    explicit = values;
    inForce = undefined;
  },

  /**
   * The settings in force.
   *
   * @throws `InvalidSettingsError` that names the file or variable, and the key
   */
  get(): Settings {
    inForce ??= merge();
    return inForce;
  },

  /** Forgets what was set and read. */
  clear(): void {
    explicit = {};
    inForce = undefined;
  },

  /** Forgets what was read: file and environment are read anew when they are next needed. */
  reload(): void {
    inForce = undefined;
  },

  fromString,
  fromFile,
  fromEnv,
  fromHome,
});

function merge(): Settings {
  const { client } = explicit;
  if (client === undefined) return withoutClient();
  // A ready-made client needs no sources: none is read, and none can be wrong.
  const set = { ...given(explicit, 'settings.set()') };
  return Object.freeze(Object.defineProperty(set, 'client', { value: client }));
}

/** The settings that hold where there is no ready-made client, with what goes before them all. */
export function withoutClient(overrides: Settings = {}): Settings {
  const merged = { ...fromEnv(), ...fromHome(), ...given(explicit, 'settings.set()'), ...overrides };
  const { region = '', endpoint } = merged;
  if (endpoint === undefined && isLocalRegion(region) && !hasOwnEndpoint(environment())) {
    throw new InvalidSettingsError(
      `The region ${region} needs an endpoint, because AWS has no such region: set endpoint, AWS_ENDPOINT_URL_SWF or AWS_ENDPOINT_URL`,
    );
  }
  return Object.freeze(merged);
}
