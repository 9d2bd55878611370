import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { LocalSwf } from 'rx-swf/local';
import { refusals } from '../faults/replies.js';

/** A response in place of the service's. */
export interface Refusal {
  readonly status: number;
  readonly body: string | Uint8Array;
}

const fault = (type: string, message: string): Refusal => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message }),
});

/** Responses of Amazon SWF that the embedded service doesn't give by itself. */
export const refused = {
  throttled: refusals.throttled ?? fault('ThrottlingException', 'Rate exceeded'),
  unavailable: refusals.failedBefore ?? fault('ServiceUnavailableException', ''),
  expired: fault('ExpiredTokenException', 'The security token included in the request is expired'),
  unknownKey: fault('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  denied: fault('AccessDeniedException', 'User is not authorized to perform this action'),
} satisfies Readonly<Record<string, Refusal>>;

/** SWF over HTTP, which lists the calls that reached it and refuses those that a test wants to fail. */
export class CountingFront {
  /** The operations that were called, in order, refused ones included. */
  readonly calls: string[] = [];
  /** Returns the response to a call that fails; `undefined` for one that doesn't. */
  refuse: (operation: string) => Refusal | undefined = () => undefined;
  readonly #swf: LocalSwf;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });

  readonly #now: () => number;

  /** `now` is the time of the service, which its responses tell. */
  constructor(swf: LocalSwf, now: () => number = Date.now) {
    this.#swf = swf;
    this.#now = now;
  }

  /** Resolves to its URL. */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Returns the number of calls by operation, and forgets them. */
  take(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const operation of this.calls.splice(0)) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
    );
    const body = await buffer(request);
    const operation = `${headers['x-amz-target']}`.replace(/^.*\./, '');
    this.calls.push(operation);
    const refusal = this.refuse(operation);
    response.setHeader('Date', new Date(this.#now()).toUTCString());
    if (refusal !== undefined) return send(response, refusal);
    const left = new AbortController();
    response.once('close', () => left.abort());
    const { response: answer } = await this.#swf.requestHandler.handle(
      { method: 'POST', path: '/', headers, body },
      { abortSignal: left.signal },
    );
    send(response, { status: answer.statusCode, body: answer.body });
  }
}

function send(response: ServerResponse, { status, body }: Refusal): void {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.0',
    'Content-Length': Buffer.byteLength(body),
    'x-amzn-RequestId': 'a',
  };
  response.writeHead(status, headers).end(body);
}

/** Resolves to a URL on which nothing listens. */
export async function deadEndpoint(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}
