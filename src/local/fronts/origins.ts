/** Whether a host, as it stands in a URL, is this machine and no other. */
export function isLoopbackHost(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host) ||
    // The same in the form of IPv6.
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host)
  );
}

/**
 * Whether a page in a browser, which comes from this origin, may call: only what this machine serves itself. Any
 * other page, wherever it was opened from, could otherwise drive the service of whoever looks at it.
 */
export const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);

/** What lets a page of that origin read an answer. */
export const readable = (origin: string) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Expose-Headers': 'x-amzn-RequestId, Date',
  Vary: 'Origin',
});

/** The answer to a browser that asks whether a page of that origin may send these headers. */
export const permission = (origin: string, requestHeaders: string | undefined) => ({
  ...readable(origin),
  'Access-Control-Allow-Methods': 'POST',
  ...(requestHeaders === undefined ? {} : { 'Access-Control-Allow-Headers': requestHeaders }),
  'Access-Control-Max-Age': '600',
});
