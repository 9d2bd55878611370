import { Problem } from '../errors/Problem.js';

/**
 * Returns the headers that let a page of an allowed origin read the response.
 *
 * @throws `Problem` with status 403 for a page of any other origin
 */
export function corsHeaders(
  request: Request,
  url: URL,
  allowed: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const origin = request.headers.get('origin');
  if (origin === null) return {};
  if (allowed.has(origin))
    return {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'retry-after',
    };
  // The scheme may differ behind a proxy that ends TLS.
  if (URL.canParse(origin) && new URL(origin).host === url.host) return {};
  throw new Problem(403, 'OriginNotAllowed', 'The origin of the page is not among allowedOrigins');
}

/** Returns the response to `OPTIONS`, which browsers send before a call from another origin. */
export const preflight = (methods: string): Response =>
  new Response(null, {
    status: 204,
    headers: {
      allow: methods,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      'access-control-max-age': '600',
    },
  });
