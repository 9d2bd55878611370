import { type Fault, faults } from '../api/faults.js';

/** Returns true if a host, as written in a URL, always refers to this machine. */
export function isLoopbackHost(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host) ||
    // IPv4-mapped IPv6 addresses.
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host)
  );
}

/** Returns true for pages that this machine serves itself. */
export const isLoopbackOrigin = (origin: string): boolean =>
  URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);

/** Returns an origin as browsers write it, or undefined if the text is not an origin of the web. */
function toOrigin(text: string): string | undefined {
  if (typeof text !== 'string' || !/^https?:\/\/[^\s/?#@\\*]+\/?$/i.test(text) || !URL.canParse(text))
    return undefined;
  return new URL(text).origin;
}

function checked(text: string): string {
  const origin = toOrigin(text);
  if (origin !== undefined) return origin;
  throw new TypeError(
    `origins of listen() must contain only origins, such as https://app.example.com, got ${JSON.stringify(text)}`,
  );
}

/**
 * Decides which pages in a browser may call: those that this machine serves itself, and those of the listed origins.
 * Otherwise any page that a user visits could control the service on the user's machine. A response never allows
 * a page to send cookies or other credentials of the browser.
 */
export class OriginCheck {
  readonly #allowed: ReadonlySet<string>;

  constructor(origins: readonly string[] = []) {
    this.#allowed = new Set(origins.map(checked));
  }

  allows(origin: string): boolean {
    return isLoopbackOrigin(origin) || this.#allowed.has(origin);
  }

  /** Returns a fault if a request from this origin must be refused. */
  refuse(origin: string | undefined): Fault | undefined {
    if (origin === undefined || this.allows(origin)) return undefined;
    // An origin such as "null" is not of the web, and cannot be allowed.
    const advice =
      toOrigin(origin) === undefined
        ? ''
        : '. To allow this origin, use --allow-origin, or the origins of listen().';
    return faults.accessDenied(`Pages from ${origin} are not allowed to call this service${advice}`);
  }
}

/** Returns the headers that let a page of this origin read a response. */
export const corsHeaders = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Expose-Headers': 'x-amzn-RequestId, Date',
  Vary: 'Origin',
});

/** Headers of a preflight request. */
export interface Preflight {
  readonly 'access-control-request-headers'?: string | undefined;
  readonly 'access-control-request-private-network'?: string | string[] | undefined;
}

/** Returns the headers of a preflight response, which allow a page of this origin to send these headers. */
export const preflightHeaders = (origin: string, asked: Preflight) => ({
  ...corsHeaders(origin),
  'Access-Control-Allow-Methods': 'POST',
  ...(asked['access-control-request-headers'] === undefined
    ? {}
    : { 'Access-Control-Allow-Headers': asked['access-control-request-headers'] }),
  // Browsers ask for this before a page of the internet may call a machine of a local network.
  ...(asked['access-control-request-private-network'] === 'true'
    ? { 'Access-Control-Allow-Private-Network': 'true' }
    : {}),
  'Access-Control-Max-Age': '600',
});
