import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { longPollTimeout } from '../requests/index.js';
import { withoutLogger } from '../sdk/withoutLogger.js';
import { mergeSources, normalize, type SettingsInput, settings, validate } from './settings.js';
import type { Settings } from './toSettings.js';

/**
 * Timeouts of ordinary calls, in milliseconds. Polls extend `requestTimeout`, which the SDK applies only
 * until a response begins; `socketTimeout` ends a response that stalls halfway.
 */
const timeouts = { requestTimeout: 15_000, connectionTimeout: 5_000, socketTimeout: longPollTimeout };

/** Every long poll occupies a socket for a minute: with the SDK's default of 50, other calls would starve. */
const agent = { keepAlive: true, maxSockets: 1_000 };

const clients = new WeakMap<Settings, SWFClient>();

/**
 * Returns the client for the current settings: the same client as long as they don't change. It is configured
 * for long polls, with many sockets and a short timeout that polls extend.
 *
 * @param overrides - values that replace those of the settings; creates a separate client
 * @throws `InvalidSettingsError` for invalid settings
 * @example
 * ```ts
 * import { connect, Domain } from 'rx-swf';
 *
 * const ireland = new Domain({ name: 'media', client: connect({ region: 'eu-west-1' }) });
 * ```
 */
export function connect(overrides: SettingsInput = {}): SWFClient {
  const values = normalize(overrides);
  if (values.client !== undefined) return values.client;
  if (Object.keys(values).length > 0) {
    // A client set with `settings.set()` would hide the overrides.
    return toClient(mergeSources(validate(values, 'connect()')));
  }
  const current = settings.get();
  const client = clients.get(current) ?? toClient(current);
  clients.set(current, client);
  return client;
}

function toClient(current: Settings): SWFClient {
  return current.client ?? withoutLogger(new SWFClient(configOf(current)));
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
