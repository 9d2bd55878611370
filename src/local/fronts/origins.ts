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

/**
 * Returns true if a browser page from this origin may call: only pages that this machine serves itself.
 * Otherwise any page that a user visits could control the service on the user's machine.
 */
export const isLoopbackOrigin = (origin: string): boolean =>
  URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);

/** Returns the headers that let a page of this origin read a response. */
export const corsHeaders = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Expose-Headers': 'x-amzn-RequestId, Date',
  Vary: 'Origin',
});

/** Returns the headers of a preflight response, which allow a page of this origin to send these headers. */
export const preflightHeaders = (origin: string, requestHeaders: string | undefined) => ({
  ...corsHeaders(origin),
  'Access-Control-Allow-Methods': 'POST',
  ...(requestHeaders === undefined ? {} : { 'Access-Control-Allow-Headers': requestHeaders }),
  'Access-Control-Max-Age': '600',
});
