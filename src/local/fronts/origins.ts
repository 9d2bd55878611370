/**
 * Whether a page in a browser, which comes from this origin, may call: only what this machine serves itself. Any
 * other page, wherever it was opened from, could otherwise drive the service of whoever looks at it.
 */
export function isLoopback(origin: string): boolean {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

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
