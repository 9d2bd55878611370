import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Fault, faults } from '../faults.js';
import { isPoll, type OperationName } from '../operations/Operation.js';
import { largestBody } from './body.js';
import {
  type Endpoint,
  exchange,
  faultReply,
  operationOf,
  type WireReply,
  type WireRequest,
} from './exchange.js';
import { isLoopback, permission, readable } from './origins.js';
import { readBody } from './readBody.js';
import { answerUnreadable } from './unreadable.js';

/** Longer than clients keep idle connections, so that none is closed under a request. */
const keepAliveTimeout = 120_000;

/** For how long a client that reads nothing of its answer is waited for. */
const sendTimeout = 30_000;

/** A client that does not read its answer does not hold up the end for longer. */
const closeTimeout = 2000;

/** Where and how to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: only this machine. */
  readonly host?: string;
  /** How many milliseconds a client may take to send a request, from its first byte to its last. Default 30,000. */
  readonly requestTimeout?: number;
}

/** Where a server listens. */
export interface Address {
  readonly url: string;
  readonly port: number;
  readonly host: string;
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** What is no URL has no path, and nobody has signed it. */
const toUrl = (url = '/') => new URL(URL.canParse(url, 'http://local') ? url : '/', 'http://local');

const toWire = (request: IncomingMessage, body: Buffer): WireRequest => ({
  method: request.method ?? '',
  target: headerOf(request, 'x-amz-target'),
  authorization: headerOf(request, 'authorization'),
  body,
  signed: () => {
    const { pathname: path, searchParams } = toUrl(request.url);
    const query = Object.fromEntries([...searchParams.keys()].map(key => [key, searchParams.getAll(key)]));
    // Signed as they were sent: Node keeps only the first of some that come twice.
    const headers = Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(','),
    ]);
    return { path, query, headers: Object.fromEntries(headers) };
  },
});

/** Only polls wait, so only they need to know that their client has gone. */
function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** SWF over HTTP, in AWS JSON 1.0, for any AWS SDK. */
export class HttpFront {
  readonly #endpoint: Endpoint;
  readonly #server: Server;
  /** Requests whose body has not all come. */
  readonly #incomplete = new Set<IncomingMessage>();
  /** Answers that have not all gone out. */
  readonly #pending = new Set<ServerResponse>();
  #closing = false;

  constructor(endpoint: Endpoint, requestTimeout = 30_000) {
    this.#endpoint = endpoint;
    this.#server = createServer({
      keepAliveTimeout,
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(requestTimeout, 5000),
    });
    this.#server.on('request', (request, response) => {
      this.#pending.add(response);
      response.once('close', () => this.#pending.delete(response));
      this.#serve(request, response).catch(() => request.destroy());
    });
    this.#server.on('clientError', answerUnreadable);
  }

  listen({ port = 0, host = '127.0.0.1' }: ListenOptions): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        // A connection that cannot be accepted is lost; the others go on.
        this.#server.on('error', error => process.emitWarning(error));
        const address = this.#server.address();
        const actual = typeof address === 'object' && address !== null ? address.port : port;
        const name = host.includes(':') ? `[${host}]` : host;
        resolve({ url: `http://${name}:${actual}`, port: actual, host });
      });
    });
  }

  /** Announces the end: connections are closed with their next answer. */
  announceClose(): void {
    this.#closing = true;
  }

  /** Ends when the answers that are on their way have been sent. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    for (const request of this.#incomplete) request.destroy();
    const answered = Promise.all(Array.from(this.#pending, response => once(response, 'close')));
    await Promise.race([answered, setTimeout(closeTimeout, undefined, { ref: false })]);
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin } = request.headers;
    if (origin !== undefined && !isLoopback(origin)) {
      return this.#refuse(request, response, faults.accessDenied(`Pages of ${origin} may not call`));
    }
    if (origin !== undefined && request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers'];
      response.writeHead(204, permission(origin, asked)).end();
      return;
    }
    const operation = operationOf(headerOf(request, 'x-amz-target'));
    const body = await this.#read(request, operation);
    if (body === undefined) return this.#refuse(request, response, faults.requestTooLarge(largestBody));
    const reply = await this.#answer(request, response, body, operation);
    this.#send(request, response, reply, operation);
  }

  async #read(request: IncomingMessage, operation: OperationName | undefined): Promise<Buffer | undefined> {
    const arrived = this.#transit(operation);
    this.#incomplete.add(request);
    try {
      return await readBody(request);
    } finally {
      this.#incomplete.delete(request);
      arrived?.();
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    operation: OperationName | undefined,
  ): Promise<WireReply> {
    const gone = operation !== undefined && isPoll(operation) ? whenGone(response) : undefined;
    try {
      return await exchange(this.#endpoint, toWire(request, body), gone);
    } catch (error) {
      if (gone?.aborted) throw error;
      if (this.#closing) return faultReply(faults.unavailable());
      // The client learns no more than that, as from Amazon; whoever runs the service must see the bug.
      process.emitWarning(error instanceof Error ? error : String(error));
      return faultReply(faults.internalFailure());
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, fault: Fault): void {
    // What is left of the body is read and thrown away, so that the client gets to read the answer.
    request.resume();
    this.#send(request, response, faultReply(fault), undefined);
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    { status, body }: WireReply,
    operation: OperationName | undefined,
  ): void {
    if (response.destroyed) return;
    const sent = this.#transit(operation);
    if (sent !== undefined) response.once('close', sent);
    response.setTimeout(sendTimeout, () => response.destroy());
    response.writeHead(status, this.#headersOf(request, body)).end(body);
  }

  #headersOf({ headers }: IncomingMessage, body: string): OutgoingHttpHeaders {
    const { origin } = headers;
    // What the request's form was, the answer's is too.
    const isOldForm = headers['content-type']?.startsWith('application/json') === true;
    return {
      'x-amzn-RequestId': randomUUID(),
      'Content-Type': isOldForm ? 'application/json' : 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(body),
      ...(this.#closing ? { Connection: 'close' } : {}),
      ...(origin !== undefined && isLoopback(origin) ? readable(origin) : {}),
    };
  }

  #transit(operation: OperationName | undefined): (() => void) | undefined {
    return operation === undefined ? undefined : this.#endpoint.account.transit(operation);
  }
}
