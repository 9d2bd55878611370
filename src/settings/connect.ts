import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import {
  describeType,
  InvalidSettingsError,
  longPollTimeout,
  setPace,
  switchOffShortcut,
} from '../requests/index.js';
import { withoutLogger } from '../sdk/withoutLogger.js';
import {
  mergeSources,
  type Normalized,
  normalize,
  type SettingsInput,
  settings,
  validate,
} from './settings.js';
import type { Settings } from './toSettings.js';

/**
 * Timeouts of ordinary calls, in milliseconds. Polls extend `requestTimeout`, which the SDK applies only
 * until a response begins; `socketTimeout` ends a response that stalls halfway.
 */
const timeouts = { requestTimeout: 15_000, connectionTimeout: 5_000, socketTimeout: longPollTimeout };

/** Every long poll occupies a socket for a minute: with the SDK's default of 50, other calls would starve. */
const agent = { keepAlive: true, maxSockets: 1_000 };

const clients = new WeakMap<Settings, SWFClient>();

/** Options of {@link connect}. */
export interface ConnectOptions extends Omit<SettingsInput, 'notices' | 'domain'> {
  /**
   * Profile of AWS's own files, such as `~/.aws/config`, that credentials, region and endpoint come from. Of
   * the settings, only the `pace` applies; a region or an endpoint beside it takes precedence.
   */
  readonly profile?: string | undefined;
  /**
   * False to send every call through the SDK's whole middleware, instead of the shortcut that plain calls
   * take; so does the environment variable `RX_SWF_SHORTCUT=off` for all clients. @defaultValue true
   */
  readonly shortcut?: boolean | undefined;
}

/**
 * Returns the client for the current settings: the same client as long as they don't change. It is configured
 * for long polls, with many sockets and a short timeout that polls extend.
 *
 * @param options - values that replace those of the settings, which creates a separate client
 * @throws `InvalidSettingsError` for invalid settings
 * @example
 * ```ts
 * import { connect, Domain } from 'rx-swf';
 *
 * const ireland = new Domain({ name: 'media', client: connect({ region: 'eu-west-1' }) });
 * ```
 */
export function connect(options: ConnectOptions = {}): SWFClient {
  // `normalize` refuses whatever is not an object.
  const given: ConnectOptions = Object(options) === options ? options : normalize(options);
  const { shortcut = true, profile, ...overrides } = given;
  if (typeof shortcut !== 'boolean')
    throw new InvalidSettingsError(`shortcut must be true or false, got ${describeType(shortcut)}`);
  const { pace, ...values } = normalize(overrides);
  const client =
    profile === undefined
      ? clientOf(values, shortcut && pace === undefined)
      : clientOfProfile(profile, values);
  if (pace !== undefined) setPace(client, pace);
  if (!shortcut) switchOffShortcut(client);
  return client;
}

function clientOf({ client, ...values }: Normalized, shared: boolean): SWFClient {
  checkHasClientValuesOnly(values);
  if (client !== undefined) return client;
  // A client set with `settings.set()` would hide the overrides.
  if (Object.keys(values).length > 0) return toClient(withPace(mergeSources(validate(values, 'connect()'))));
  const current = settings.get();
  if (!shared) return toClient(current);
  const known = clients.get(current) ?? toClient(current);
  clients.set(current, known);
  return known;
}

function clientOfProfile(profile: string, { client, ...values }: Normalized): SWFClient {
  checkHasClientValuesOnly(values);
  if (client !== undefined || values.accessKeyId !== undefined || values.secretAccessKey !== undefined)
    throw new InvalidSettingsError('profile excludes credentials and client. Use one or the other');
  if (typeof profile !== 'string' || profile.trim() === '')
    throw new InvalidSettingsError(`profile must be the name of a profile, got ${describeType(profile)}`);
  return toClient(withPace(validate(values, 'connect()')), { profile });
}

function checkHasClientValuesOnly({ notices, domain }: Normalized): void {
  if (notices !== undefined)
    throw new InvalidSettingsError(
      'A client has no notices. Set notices with settings.set(), or for one Domain',
    );
  if (domain !== undefined)
    throw new InvalidSettingsError('A client has no domain. Set domain with settings.set()');
}

const withPace = (overridden: Settings): Settings => {
  const { pace } = settings.get();
  return pace === undefined ? overridden : { ...overridden, pace };
};

function toClient(current: Settings, more: { readonly profile?: string } = {}): SWFClient {
  const client = current.client ?? withoutLogger(new SWFClient({ ...configOf(current), ...more }));
  if (current.pace !== undefined) setPace(client, current.pace);
  return client;
}

/** Returns the SDK configuration. Omits unset values, which the SDK's default provider chain resolves. */
export function configOf({ region, endpoint, credentials }: Settings): SWFClientConfig {
  return {
    requestHandler: { ...timeouts, throwOnRequestTimeout: true, httpAgent: agent, httpsAgent: agent },
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials: identityOf(credentials) }),
  };
}

function identityOf({ accessKeyId, secretAccessKey, sessionToken }: NonNullable<Settings['credentials']>) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
