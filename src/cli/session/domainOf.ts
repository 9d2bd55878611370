import type { SWFClient } from '@aws-sdk/client-swf';
import { Domain } from '../../models/index.js';
import { InvalidSettingsError } from '../../requests/index.js';
import { connect, settings } from '../../settings/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Connection } from '../frame/CommandContext.js';

/** Returns the client that a command calls. */
export function clientOf({ profile, region, endpoint }: Connection): SWFClient {
  return connect(omitUndefined({ profile, region, endpoint }));
}

/**
 * Returns the domain that a command works on.
 *
 * @throws `InvalidSettingsError` if neither an option nor the settings name one
 */
export function domainOf(connection: Connection): Domain {
  const name = domainNameOf(connection);
  const { profile, region, endpoint } = connection;
  const isElsewhere = profile !== undefined || region !== undefined || endpoint !== undefined;
  // Notices of the settings may belong to another account or region.
  return new Domain({ name, ...(isElsewhere && { client: clientOf(connection) }) });
}

/**
 * Returns the name of the domain that a command works on.
 *
 * @throws `InvalidSettingsError` if neither an option nor the settings name one
 */
export function domainNameOf({ domain }: Connection): string {
  const name = domain ?? settings.get().domain;
  if (name === undefined)
    throw new InvalidSettingsError(
      'No domain is set. Pass --domain, or set domain in [defaults] of ~/.swf or SWF_DOMAIN',
    );
  return name;
}
