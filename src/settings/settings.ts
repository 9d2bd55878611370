import type { SWFClient } from '@aws-sdk/client-swf';
import { InvalidSettingsError } from '../requests/index.js';
import { fromEnv } from './fromEnv.js';
import { fromFile, fromHome } from './fromFile.js';
import { fromString } from './fromString.js';
import { type Settings, type SettingsValues, toSettings } from './toSettings.js';

/** What `settings.set()` takes, in camel case or by the names of the `.swf` file. */
export interface SettingsInput extends SettingsValues {
  readonly awsAccessKeyId?: string | undefined;
  readonly awsSecretAccessKey?: string | undefined;
  readonly awsSessionToken?: string | undefined;
  readonly aws_access_key_id?: string | undefined;
  readonly aws_secret_access_key?: string | undefined;
  readonly aws_session_token?: string | undefined;
  /** A ready-made client, in place of all the rest. */
  readonly client?: SWFClient | undefined;
}

const spellings: Readonly<Record<keyof SettingsValues, readonly (keyof SettingsInput)[]>> = {
  accessKeyId: ['accessKeyId', 'awsAccessKeyId', 'aws_access_key_id'],
  secretAccessKey: ['secretAccessKey', 'awsSecretAccessKey', 'aws_secret_access_key'],
  sessionToken: ['sessionToken', 'awsSessionToken', 'aws_session_token'],
  region: ['region'],
  endpoint: ['endpoint'],
};
const known: ReadonlySet<string> = new Set([...Object.values(spellings).flat(), 'client']);
const names = {
  accessKeyId: 'accessKeyId',
  secretAccessKey: 'secretAccessKey',
  sessionToken: 'sessionToken',
  region: 'region',
  endpoint: 'endpoint',
} satisfies Record<keyof SettingsValues, string>;

/** The canonical form of what `set()` was given: one spelling, nothing undefined. */
export function normalize(input: SettingsInput): SettingsValues & { readonly client?: SWFClient } {
  for (const key of Object.keys(input)) {
    if (!known.has(key)) {
      throw new InvalidSettingsError(`${key} is no setting: expected one of ${[...known].join(', ')}`);
    }
  }
  const values: [string, string][] = [];
  for (const [name, keys] of Object.entries(spellings)) {
    const given = keys.filter(key => input[key] !== undefined);
    const distinct = new Set(given.map(key => input[key]));
    if (distinct.size > 1)
      throw new InvalidSettingsError(`${given.join(' and ')} are given with different values`);
    for (const value of distinct) {
      if (typeof value !== 'string')
        throw new InvalidSettingsError(`${given[0]} must be a string, got a ${typeof value}`);
      values.push([name, value]);
    }
  }
  return { ...Object.fromEntries(values), ...(input.client === undefined ? {} : { client: input.client }) };
}

/** Checks normalized values. */
export function given(values: ReturnType<typeof normalize>, source: string): Settings {
  const { client, ...rest } = values;
  return { ...toSettings(rest, source, names), ...(client === undefined ? {} : { client }) };
}

let explicit: ReturnType<typeof normalize> = {};
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
    const values = { ...explicit, ...normalize(input) };
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
    inForce ??= merge(given(explicit, 'settings.set()'));
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

// A ready-made client needs no sources: none is read, and none can be wrong.
function merge(set: Settings): Settings {
  if (set.client !== undefined) return Object.freeze(set);
  return Object.freeze({ ...fromEnv(), ...fromHome(), ...set });
}
