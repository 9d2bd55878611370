import { pageFiles } from '#console-page';
import { type GatewayHandler, gateway } from '../gateway/index.js';
import { type ConsoleOptions, splitOptions } from './ConsoleOptions.js';
import { isLoggedIn, logIn } from './login.js';
import type { PageFile } from './PageFiles.js';

/** Headers of all files: the page loads nothing of another origin, and no other page frames it. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Returns a handler that serves the console: the page, and the gateway that it calls. It fits any server of the Fetch
 * API; `toNodeListener` of `rx-swf/gateway` adapts it to `node:http`.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
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
export function webConsole(consoleOptions: ConsoleOptions): GatewayHandler {
  const { path, token, options } = splitOptions(consoleOptions);
  const { authorize = () => false } = options;
  const isKnown = (request: Request) => token === undefined || isLoggedIn(request, path, token);
  const api = gateway({
    ...options,
    authorize: (request, action) => isKnown(request) && authorize(request, action),
  });
  return async request => {
    const url = new URL(request.url);
    if (url.pathname.startsWith(`${path}v1/`) || url.pathname === `${path}v1`) return api(request);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return text(405, 'The page is read with GET.', { allow: 'GET, HEAD' });
    if (token !== undefined && url.pathname === path) {
      const loggedIn = logIn(url, path, token);
      if (loggedIn !== undefined) return loggedIn;
      if (!isKnown(request))
        return text(401, 'Open the console with the address that it printed, which has a token.');
    }
    const name = url.pathname === path ? 'index.html' : url.pathname.slice(path.length);
    const file =
      url.pathname.startsWith(path) && Object.hasOwn(pageFiles, name) ? pageFiles[name] : undefined;
    return file === undefined ? text(404, 'There is no such file.') : serve(file, name);
  };
}

/** Files whose names have hashes never change. */
const serve = ({ body, contentType }: PageFile, name: string): Response =>
  new Response(body, {
    headers: {
      ...headers,
      'content-type': contentType,
      'cache-control': name === 'index.html' ? 'no-store' : 'public, max-age=31536000, immutable',
    },
  });

const text = (status: number, message: string, others: Record<string, string> = {}): Response =>
  new Response(`${message}\n`, {
    status,
    headers: {
      ...headers,
      ...others,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
