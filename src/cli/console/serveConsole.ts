import { randomBytes } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';
import { defer, map, type Observable } from 'rxjs';
import { type ConsoleOptions, webConsole } from '../../console/index.js';
import { toNodeListener } from '../../gateway/index.js';
import { loopbackHosts } from '../../gateway/options/GatewayOptions.js';
import { toUrlHost } from '../../local/fronts/HostCheck.js';
import { isLoopbackHost } from '../../local/fronts/origins.js';
import { InvalidArgumentError } from '../../requests/index.js';
import { type Address, listening } from './listening.js';

/** Variable with the token of the console. */
const variable = 'RX_SWF_CONSOLE_TOKEN';

/** A console that is served. */
export interface ServedConsole {
  /** Address with the token, to open in a browser. A token that was given is not shown. */
  readonly address: string;
  /** True if other machines can reach it. */
  readonly isPublic: boolean;
}

/** Serves a console with a token, which is random unless the environment has one, until it is unsubscribed. */
export function serveConsole(
  options: Omit<ConsoleOptions, 'token' | 'allowedHosts' | 'path'>,
  { hosts = [], ...address }: Address & { readonly hosts?: readonly string[] | undefined },
): Observable<ServedConsole> {
  return defer(() => {
    const given = process.env[variable];
    if (given !== undefined && (given.length < 16 || given.length > 256))
      throw new InvalidArgumentError(`${variable} must have 16 to 256 characters, got ${given.length}`);
    const token = given ?? randomBytes(24).toString('base64url');
    const { host } = address;
    const isPublic = !isLoopbackHost(toUrlHost(host));
    const allowedHosts = [...loopbackHosts, ...(isPublic ? ownNames(host) : [toUrlHost(host)]), ...hosts];
    const handler = webConsole({ ...options, token, allowedHosts });
    return listening(toNodeListener(handler), address).pipe(
      map(url => ({
        address: `${url}?token=${given === undefined ? token : `$${variable}`}`,
        isPublic,
      })),
    );
  });
}

/** Names and addresses of this machine. No one else can rebind them. */
function ownNames(host: string): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap(all => all ?? []);
  // The zone of a link-local address is not part of a URL.
  return [host, hostname(), ...addresses.map(({ address }) => address.replace(/%.*/, ''))].map(toUrlHost);
}
