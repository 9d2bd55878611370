import type { IncomingMessage } from 'node:http';
import { type Fault, faults } from '../api/faults.js';
import { isLoopbackHost } from './origins.js';

/** Which names of this machine a client may call it by. */
export interface Hosts {
  /** Where it listens. */
  readonly host?: string;
  /** Further names. */
  readonly hosts?: readonly string[];
}

/** The name in a `Host` header as a browser understands it; '' for what is not one. */
function hostnameOf(host: string): string {
  const url = `http://${host}`;
  if (/[\s/?#@\\]/.test(host) || !URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/\.$/, '');
}

const isAddress = (name: string) => name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name);

/** A host to listen on, as it stands in a URL. */
export const toUrlHost = (host: string): string =>
  hostnameOf(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

function toHostname(host: string): string {
  const name = typeof host === 'string' ? toUrlHost(host) : '';
  if (name === '') throw new TypeError(`listen: ${JSON.stringify(host)} in hosts is not the name of a host`);
  return name;
}

/**
 * Refuses requests that were sent to a name which is not this machine's: the page of an attacker whose name has been
 * made to point here (DNS rebinding) may call what seems to be its own server, but cannot help saying its name.
 */
export class HostCheck {
  readonly #names: ReadonlySet<string>;
  readonly #takesAddresses: boolean;

  constructor({ host = '127.0.0.1', hosts = [] }: Hosts) {
    const own = toUrlHost(host);
    this.#names = new Set([own, ...hosts.map(toHostname)]);
    this.#takesAddresses = !isLoopbackHost(own);
  }

  /** The fault of a request, if it has one. */
  refuse({ headersDistinct, httpVersion }: IncomingMessage): Fault | undefined {
    const { host = [] } = headersDistinct;
    const [given, ...others] = host;
    if (given === undefined && httpVersion === '1.0') return undefined;
    const name = given === undefined || others.length > 0 ? '' : hostnameOf(given);
    if (name === '') return faults.serialization('A request needs one valid Host header');
    if (this.#isOurs(name)) return undefined;
    return faults.accessDenied(
      `Requests to ${name} are not allowed: if it is a name of this service, allow it with --allow-host, or hosts of listen()`,
    );
  }

  #isOurs(name: string): boolean {
    if (this.#names.has(name) || isLoopbackHost(name)) return true;
    // Nobody but the machine's own network gives out names without a dot, and addresses have no name to rebind.
    return isAddress(name) ? this.#takesAddresses : !name.includes('.');
  }
}
