import { Problem } from '../errors/Problem.js';

/**
 * Refuses a request for a host that is not allowed. A page whose name was rebound to the address of the gateway
 * sends the name of its own.
 *
 * @throws `Problem` with status 403
 */
export function checkHost(request: Request, url: URL, allowed: ReadonlySet<string>): void {
  for (const host of [request.headers.get('host'), url.host]) {
    if (host === null) continue;
    if (!namesOf(host.toLowerCase()).some(name => allowed.has(name)))
      throw new Problem(403, 'HostNotAllowed', 'The host of the request is not among allowedHosts');
  }
}

/** Returns the names that allow a host. Without a port, it has the default one: clients leave that out. */
const namesOf = (host: string): readonly string[] =>
  /:\d+$/.test(host) ? [host, host.replace(/:\d+$/, '')] : [host, `${host}:80`, `${host}:443`];
