/** Name of the cookie, per path: the cookies of a host are those of all of its ports. */
const cookieOf = (path: string, { port }: URL): string => `rx-swf-${port}${path.replaceAll(/\W/g, '-')}`;

/** Returns whether a request has the secret in its cookie. */
export function isLoggedIn(request: Request, path: string, token: string): boolean {
  const name = cookieOf(path, new URL(request.url));
  const cookies = request.headers.get('cookie')?.split(';') ?? [];
  const value = cookies.map(cookie => cookie.trim()).find(cookie => cookie.startsWith(`${name}=`));
  return value !== undefined && isSame(value.slice(name.length + 1), encodeURIComponent(token));
}

/**
 * Returns the headers of the response to a visit with a secret in its URL: a cookie, and the URL without the secret, so
 * that it is not in the history of the browser.
 */
export function logIn(request: Request, path: string, token: string): Record<string, string> | undefined {
  const url = new URL(request.url);
  const given = url.searchParams.get('token');
  if (given === null || !isSame(given, token)) return undefined;
  // A proxy that ends TLS says so. A forged header only makes the cookie safer than it needs to be.
  const isForwarded = /^https\b/i.test(request.headers.get('x-forwarded-proto') ?? '');
  const secure = url.protocol === 'https:' || isForwarded ? '; Secure' : '';
  const value = `${cookieOf(path, url)}=${encodeURIComponent(token)}`;
  return { location: path, 'set-cookie': `${value}; Path=${path}; HttpOnly; SameSite=Strict${secure}` };
}

/** Compares all characters, so that the time tells nothing about the secret. */
function isSame(given: string, secret: string): boolean {
  if (given.length !== secret.length) return false;
  let difference = 0;
  for (let i = 0; i < secret.length; i++) difference |= given.charCodeAt(i) ^ secret.charCodeAt(i);
  return difference === 0;
}
