import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Readable, Writable } from 'node:stream';
import { Problem } from './errors/Problem.js';
import type { GatewayHandler } from './gateway.js';

/** The parts of a request of `node:http` or `node:http2` that are read. */
type Incoming = Readable & Pick<IncomingMessage, 'method' | 'headers' | 'url' | 'socket'>;

/** The parts of a response of `node:http` or `node:http2` that are used. */
type Outgoing = Writable & {
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
};

/**
 * Returns a listener for `node:http`, `node:https` or `node:http2` that answers with a handler of the Fetch API. A client that
 * goes away aborts its request, and one that reads slowly slows its response down.
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
): (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => void {
  return (incoming: Incoming, outgoing: Outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    // A connection that breaks is not an error of the program.
    outgoing.on('error', () => gone.abort());
    const request = toRequest(incoming, gone.signal);
    const response = request === undefined ? Promise.resolve(unreadable()) : handler(request);
    response.then(answer => send(answer, outgoing, gone.signal)).catch(() => outgoing.destroy());
  };
}

function toRequest(incoming: Incoming, signal: AbortSignal): Request | undefined {
  const { method = 'GET', headers, url = '/', socket } = incoming;
  try {
    const given = new Headers();
    for (const [name, value] of Object.entries(headers))
      for (const one of [value ?? []].flat()) if (!name.startsWith(':')) given.append(name, one);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    // A path such as //host/ would be read as a host.
    // HTTP/2 has a pseudo header in place of Host.
    const host = headers.host ?? headers[':authority'] ?? '';
    const scheme = Reflect.get(socket, 'encrypted') === true ? 'https' : 'http';
    return new Request(new URL(`${scheme}://${host}${url.startsWith('/') ? url : '/'}`), {
      method,
      headers: given,
      signal,
      ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' as const } : {}),
    });
  } catch {
    return undefined;
  }
}

function bodyOf(incoming: Incoming): ReadableStream<Uint8Array> {
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

async function send(
  { status, headers, body }: Response,
  outgoing: Outgoing,
  gone: AbortSignal,
): Promise<void> {
  const cookies = headers.getSetCookie();
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  });
  if (body === null) {
    outgoing.end();
    return;
  }
  const reader = body.getReader();
  outgoing.on('close', () => void reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || gone.aborted) break;
    if (!outgoing.write(value)) await drained(outgoing, gone);
  }
  outgoing.end();
}

/** Resolves once there is room again, or the connection is gone. */
const drained = (outgoing: Outgoing, gone: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const settle = () => {
      outgoing.off('drain', settle);
      outgoing.off('close', settle);
      resolve();
    };
    outgoing.on('drain', settle);
    outgoing.on('close', settle);
    if (gone.aborted) settle();
  });
