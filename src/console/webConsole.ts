import { pageFiles } from '#console-page';
import { checkHost } from '../gateway/access/checkHost.js';
import { corsHeaders } from '../gateway/access/cors.js';
import { toProblem } from '../gateway/errors/toProblem.js';
import { type GatewayHandler, gateway } from '../gateway/index.js';
import { type ConsoleConfiguration, type ConsoleOptions, toConsoleConfiguration } from './ConsoleOptions.js';
import { isLoggedIn, logIn } from './login.js';
import type { PageFile } from './PageFiles.js';

/** Headers of all files: the page loads nothing of another origin, and no other page frames it. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * Returns a handler that serves the console: the page, and the gateway that it calls. It fits any server of the Fetch
 * API; `toNodeListener` of `rx-swf/gateway` adapts it to `node:http`.
 *
 * With a `token`, nothing but the files of the page is served without it. Without one, put the handler behind a login of
 * yours, and let `authorize` ask it.
 *
 * @throws `InvalidArgumentError` for an option that is unknown or not valid
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { webConsole } from 'rx-swf/console';
 * import { toNodeListener } from 'rx-swf/gateway';
 *
 * const handler = webConsole({ domain: 'media', authorize: (_, { isRead }) => isRead });
 * createServer(toNodeListener(handler)).listen(4580, '127.0.0.1');
 * ```
 */
export function webConsole(options: ConsoleOptions): GatewayHandler {
  const configuration = toConsoleConfiguration(options);
  const { path, token, gatewayOptions } = configuration;
  const { authorize = () => false } = gatewayOptions;
  const api = gateway({
    ...gatewayOptions,
    authorize: (request, action) =>
      (token === undefined || isLoggedIn(request, path, token)) && authorize(request, action),
  });
  return async request => {
    const url = new URL(request.url);
    if (url.pathname === `${path}v1` || url.pathname.startsWith(`${path}v1/`)) return api(request);
    return page(request, url, configuration);
  };
}

/** Answers a request for the page. */
function page(request: Request, url: URL, { path, token, hosts, origins }: ConsoleConfiguration): Response {
  // A page whose name was rebound to this address must not even learn whether a token is right.
  try {
    checkHost(request, url, hosts);
    corsHeaders(request, url, origins);
  } catch (error) {
    const { status, message } = toProblem(error);
    return text(status, `${message}.`);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(405, 'The page is read with GET.', { allow: 'GET, HEAD' });
  if (`${url.pathname}/` === path) return redirect({ location: `${path}${url.search}` });
  if (token !== undefined && url.pathname === path) {
    const loggedIn = logIn(request, path, token);
    if (loggedIn !== undefined) return redirect(loggedIn);
    if (!isLoggedIn(request, path, token))
      return text(401, 'Open the console with the address that it printed, which has a token.');
  }
  const name = url.pathname === path ? 'index.html' : url.pathname.slice(path.length);
  const isFile = url.pathname.startsWith(path) && Object.hasOwn(pageFiles, name);
  const file = isFile ? pageFiles[name] : undefined;
  return file === undefined ? text(404, 'There is no such file.') : serve(file, name);
}

/** Files whose names have hashes never change. */
const serve = ({ body, contentType }: PageFile, name: string): Response =>
  new Response(body, {
    headers: {
      ...headers,
      'content-type': contentType,
      ...(name !== 'index.html' && { 'cache-control': 'public, max-age=31536000, immutable' }),
    },
  });

const redirect = (others: Record<string, string>): Response =>
  new Response(null, { status: 303, headers: { ...headers, ...others } });

const text = (status: number, message: string, others: Record<string, string> = {}): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { ...headers, ...others, 'content-type': 'text/plain; charset=utf-8' },
  });
