import type { IncomingMessage } from 'node:http';
import { type Fault, faults } from '../api/faults.js';
import { isLoopbackHost } from './origins.js';

/** Names under which clients may call this machine. */
export interface Hosts {
  /** Host that it listens on. */
  readonly host?: string;
  /** Additional names. */
  readonly hosts?: readonly string[];
}

/** Returns the name in a `Host` header as a browser parses it, or '' if it is not valid. */
function hostnameOf(host: string): string {
  const url = `http://${host}`;
  if (/[\s/?#@\\]/.test(host) || !URL.canParse(url)) return '';
  const name = new URL(url).hostname.replace(/\.$/, '');
  // A URL may have quotes and shell characters in its host. The page shows the host as a line to paste.
  return /^(?:\[[\da-f:.]+\]|[\w.-]+)$/.test(name) ? name : '';
}

const isAddress = (name: string) => name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name);

/** Returns a host to listen on as it is written in a URL. */
export const toUrlHost = (host: string): string =>
  hostnameOf(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

function toHostname(host: string): string {
  const name = typeof host === 'string' ? toUrlHost(host) : '';
  if (name === '')
    throw new TypeError(`hosts of listen() must contain only host names, got ${JSON.stringify(host)}`);
  return name;
}

/**
 * Refuses requests that were sent to a name which is not this machine's. In a DNS rebinding attack, the name
 * of the attacker's page resolves to this machine, so the browser lets the page call what seems to be its own
 * server. The `Host` header still carries that name.
 */
export class HostCheck {
  readonly #names: ReadonlySet<string>;
  readonly #takesAddresses: boolean;

  constructor({ host = '127.0.0.1', hosts = [] }: Hosts) {
    const own = toUrlHost(host);
    this.#names = new Set([own, ...hosts.map(toHostname)]);
    this.#takesAddresses = !isLoopbackHost(own);
  }

  /** Returns a fault if the request must be refused. */
  refuse({ headersDistinct, httpVersion }: IncomingMessage): Fault | undefined {
    const { host = [] } = headersDistinct;
    const [given, ...others] = host;
    if (given === undefined && httpVersion === '1.0') return undefined;
    const name = given === undefined || others.length > 0 ? '' : hostnameOf(given);
    if (name === '') return faults.serialization('A request must have exactly one valid Host header');
    if (this.#isOurs(name)) return undefined;
    return faults.accessDenied(
      `Requests to ${name} are not allowed. To allow this host name, use --allow-host, or the hosts of listen().`,
    );
  }

  #isOurs(name: string): boolean {
    if (this.#names.has(name) || isLoopbackHost(name)) return true;
    // Only the local network assigns names without a dot, and an address has no name to rebind.
    return isAddress(name) ? this.#takesAddresses : !name.includes('.');
  }
}
