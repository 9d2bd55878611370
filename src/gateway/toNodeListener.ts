import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './errors/Problem.js';
import type { GatewayHandler } from './gateway.js';

/**
 * Returns a listener for `node:http` that answers with a handler of the Fetch API. A client that goes away aborts its
 * request, and one that reads slowly slows its response down.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { gateway, toNodeListener } from 'rx-swf/gateway';
 *
 * createServer(toNodeListener(gateway({ domain: 'media', authorize: (_, { isRead }) => isRead }))).listen(4580, 'localhost');
 * ```
 */
export function toNodeListener(
  handler: GatewayHandler,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    // A connection that breaks is not an error of the program.
    outgoing.on('error', () => gone.abort());
    const request = toRequest(incoming, gone.signal);
    const response = request === undefined ? Promise.resolve(unreadable()) : handler(request);
    response.then(answer => send(answer, outgoing)).catch(() => outgoing.destroy());
  };
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = 'GET', headers, url = '/' } = incoming;
  try {
    const given = new Headers();
    for (const [name, value] of Object.entries(headers))
      for (const one of [value ?? []].flat()) if (!name.startsWith(':')) given.append(name, one);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    // A path such as //host/ would be read as a host.
    // HTTP/2 has a pseudo header in place of Host.
    const host = headers.host ?? headers[':authority'] ?? '';
    return new Request(new URL(`http://${host}${url.startsWith('/') ? url : '/'}`), {
      method,
      headers: given,
      signal,
      ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' as const } : {}),
    });
  } catch {
    return undefined;
  }
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

const unreadable = () =>
  new Problem(400, 'InvalidRequest', 'The request has no valid host, path or header').toResponse();

async function send({ status, headers, body }: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(status, Object.fromEntries(headers));
  if (body === null) {
    outgoing.end();
    return;
  }
  const reader = body.getReader();
  outgoing.on('close', () => void reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing);
  }
  outgoing.end();
}

/** Resolves once there is room again, or the connection is gone. */
const drained = (outgoing: ServerResponse): Promise<void> =>
  new Promise(resolve => {
    const settle = () => {
      outgoing.off('drain', settle);
      outgoing.off('close', settle);
      resolve();
    };
    outgoing.on('drain', settle);
    outgoing.on('close', settle);
    if (outgoing.destroyed) settle();
  });
