import { isAmount, isText, milliseconds, type Rules } from '../options/checkOptions.js';

/** Options of `listen()`. */
export interface ListenOptions {
  /** Port to listen on. Defaults to 0, which selects any free port. */
  readonly port?: number;
  /** Host to listen on. Defaults to `127.0.0.1`, which only this machine can reach. */
  readonly host?: string;
  /**
   * Additional names under which clients reach the service, such as `host.docker.internal`. Without
   * `credentials`, only requests to `host`, to these names and to names of this machine are accepted. Names
   * of this machine are `localhost`, names without dots and, if other machines can reach the service, any IP
   * address.
   */
  readonly hosts?: readonly string[];
  /**
   * Origins of pages that may call the service from a browser, such as `https://app.example.com`, in addition to
   * pages that this machine serves itself.
   */
  readonly origins?: readonly string[];
  /**
   * Time that a client may take to send a request, from its first byte to its last, and to begin the first
   * request of a connection, in milliseconds. Defaults to 30,000.
   */
  readonly requestTimeout?: number;
  /**
   * Time that a client may go without reading any of a response before it is disconnected, in milliseconds.
   * Defaults to 30,000.
   */
  readonly responseTimeout?: number;
}

export const listenRules: Rules<ListenOptions> = {
  port: [
    value => Number.isInteger(value) && isAmount(value) && Number(value) <= 65_535,
    'an integer from 0 to 65535',
  ],
  host: [isText, 'an address of this machine'],
  hosts: [value => Array.isArray(value), 'a list of host names'],
  origins: [value => Array.isArray(value), 'a list of origins'],
  requestTimeout: milliseconds,
  responseTimeout: milliseconds,
};

/** Address that a server listens on. */
export interface ServerAddress {
  readonly url: string;
  readonly port: number;
  readonly host: string;
}
