import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import { given, normalize, type SettingsInput, settings } from './settings.js';
import type { Settings } from './toSettings.js';

/** How long an ordinary call and its connection may take, in milliseconds. Polls ask for more. */
const timeouts = { requestTimeout: 15_000, connectionTimeout: 5_000 };

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
export function connect(overrides?: SettingsInput): SWFClient {
  if (overrides !== undefined) {
    // A client of the settings' own would hide the overrides.
    const { client: _, ...others } = settings.get();
    return toClient({ ...others, ...given(normalize(overrides), 'connect()') });
  }
  const inForce = settings.get();
  const client = clients.get(inForce) ?? toClient(inForce);
  clients.set(inForce, client);
  return client;
}

function toClient({ client, region, endpoint, credentials }: Settings): SWFClient {
  if (client !== undefined) return client;
  const config: SWFClientConfig = {
    requestHandler: { ...timeouts, throwOnRequestTimeout: true, httpAgent: agent, httpsAgent: agent },
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials: identityOf(credentials) }),
  };
  return new SWFClient(config);
}

function identityOf({ accessKeyId, secretAccessKey, sessionToken }: NonNullable<Settings['credentials']>) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
