import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { longPollTimeout } from '../requests/index.js';
import { given, normalize, type SettingsInput, settings, withoutClient } from './settings.js';
import type { Settings } from './toSettings.js';

/**
 * How long an ordinary call and its connection may take, in milliseconds. Polls ask for more. The SDK counts these
 * only until an answer begins: silence on a connection ends one that has stopped in the middle.
 */
const timeouts = { requestTimeout: 15_000, connectionTimeout: 5_000, socketTimeout: longPollTimeout };

/** Every long poll keeps a socket for a minute: with the SDK's 50, pollers would starve all other calls. */
const agent = { keepAlive: true, maxSockets: 1_000 };

const clients = new WeakMap<Settings, SWFClient>();

/**
 * The client for the settings in force: the same one while they stand. It is made for long polls: many sockets,
 * and a short time limit that polls extend for themselves.
 *
 * @param overrides - values in place of the settings' own, for a client apart
 * @throws `InvalidSettingsError` for settings that cannot be used
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
    // A client of the settings' own would hide the overrides.
    return toClient(withoutClient(given(values, 'connect()')));
  }
  const inForce = settings.get();
  const client = clients.get(inForce) ?? toClient(inForce);
  clients.set(inForce, client);
  return client;
}

function toClient(inForce: Settings): SWFClient {
  return inForce.client ?? withoutLog(new SWFClient(configOf(inForce)));
}

/** The SDK's configuration. What is not set is left out, so that the SDK's own chain looks for it. */
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

/** The SDK copies every answer, member by member, for a log that it does not keep unless told: costly for histories. */
function withoutLog(client: SWFClient): SWFClient {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
