import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type Fault, faults } from '../api/faults.js';
import { isPoll, type OperationName } from '../api/Operations.js';
import { toError } from '../api/toError.js';
import { answerUnreadable } from './answerUnreadable.js';
import { largestBody } from './body.js';
import { Connection } from './Connection.js';
import {
  type Endpoint,
  exchange,
  faultReply,
  operationOf,
  reportRefusal,
  type WireReply,
  type WireRequest,
} from './exchange.js';
import { HostCheck, toUrlHost } from './HostCheck.js';
import type { ListenOptions, ServerAddress } from './ListenOptions.js';
import { corsHeaders, OriginCheck, preflightHeaders } from './origins.js';
import { PendingRequest } from './PendingRequest.js';
import { type PageFacts, page } from './page/page.js';
import { readBody } from './readBody.js';
import { type Answer, send } from './send.js';

/** Longer than clients keep idle connections, so that none is closed while a request is on its way. */
const keepAliveTimeout = 120_000;

/** Interval at which connections are checked for slow requests. */
const checkInterval = 1000;

/** Longest time that clients which do not read their responses can delay `close()`. */
const closeTimeout = 2000;

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** Parses the URL of a request. An invalid one has no path, and no valid signature. */
const toUrl = (url = '/') => new URL(URL.canParse(url, 'http://local') ? url : '/', 'http://local');

/** Returns whether a request asks for the page that says what this is. No call of SWF has this form. */
const isForPage = ({ method, url = '', headers }: IncomingMessage) =>
  (method === 'GET' || method === 'HEAD') && /^\/(\?|$)/.test(url) && headers['x-amz-target'] === undefined;

const toWire = (request: IncomingMessage, body: Buffer): WireRequest => ({
  method: request.method ?? '',
  target: headerOf(request, 'x-amz-target'),
  authorization: headerOf(request, 'authorization'),
  body,
  signed: () => {
    const { pathname: path, searchParams } = toUrl(request.url);
    const query = Object.fromEntries([...searchParams.keys()].map(key => [key, searchParams.getAll(key)]));
    // Headers are signed as they were sent, but `headers` drops duplicates of some of them.
    const headers = Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(','),
    ]);
    return { path, query, headers: Object.fromEntries(headers) };
  },
});

/**
 * SWF over HTTP, in AWS JSON 1.0, for any AWS SDK.
 *
 * A client may send several requests on a connection before the first is answered, and the connection may
 * close at any time. So each request is a `PendingRequest` of its `Connection`, and ends with it. A poll must
 * not take a task before its response is next in line, or the task would be lost with the connection. While a
 * request or a response is in transit, the service does not skip time.
 */
export class HttpFront {
  readonly #endpoint: Endpoint;
  readonly #server: Server;
  readonly #responseTimeout: number;
  readonly #facts: Omit<PageFacts, 'url'>;
  readonly #hostCheck: HostCheck;
  readonly #originCheck: OriginCheck;
  readonly #connections = new WeakMap<Duplex, Connection>();
  /** Requests whose body has not fully arrived. */
  readonly #incomplete = new Set<IncomingMessage>();
  /** Requests whose response has not been fully sent. */
  readonly #pending = new Set<PendingRequest>();
  #closing = false;

  constructor(endpoint: Endpoint, options: ListenOptions, facts: Omit<PageFacts, 'url'>) {
    const { requestTimeout = 30_000, responseTimeout = 30_000 } = options;
    this.#endpoint = endpoint;
    this.#facts = facts;
    this.#hostCheck = new HostCheck(options);
    this.#originCheck = new OriginCheck(options.origins);
    this.#responseTimeout = responseTimeout;
    // For Node, 0 means no limit.
    const limit = Number.isFinite(requestTimeout) ? Math.max(Math.ceil(requestTimeout), 1) : 0;
    this.#server = createServer({
      keepAliveTimeout,
      requestTimeout: limit,
      headersTimeout: limit,
      requireHostHeader: false,
      connectionsCheckingInterval: Math.min(limit || checkInterval, checkInterval),
    });
    this.#server.on('request', (request, response) => {
      const pending = new PendingRequest(request, response);
      this.#connectionOf(request.socket).add(pending);
      this.#pending.add(pending);
      pending.atEnd(() => this.#pending.delete(pending));
      this.#serve(pending).catch(() => request.destroy());
    });
    this.#server.on('clientError', (error, socket) => this.#hangUp(error, socket));
  }

  listen({ port = 0, host = '127.0.0.1' }: ListenOptions): Promise<ServerAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        // A connection that cannot be accepted is lost; the others are not affected.
        this.#server.on('error', error => process.emitWarning(error));
        const address = this.#server.address();
        const actual = typeof address === 'object' && address !== null ? address.port : port;
        const name = host.includes(':') ? `[${host}]` : host;
        resolve({ url: `http://${name}:${actual}`, port: actual, host });
      });
    });
  }

  /** Announces the end: connections close with their next response. */
  announceClose(): void {
    this.#closing = true;
  }

  /** Resolves when pending responses have been sent, or after `closeTimeout`. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    for (const request of this.#incomplete) if (!request.complete) request.destroy();
    const answered = Promise.all(
      Array.from(this.#pending, pending => new Promise<void>(resolve => pending.atEnd(resolve))),
    );
    await Promise.race([answered, setTimeout(closeTimeout, undefined, { ref: false })]);
    this.#server.closeAllConnections();
    await closed;
  }

  /** Answers a request that cannot be parsed, but not in the middle of another response. */
  #hangUp(error: Error, socket: Duplex): void {
    const { answering } = this.#connectionOf(socket);
    if (answering === undefined) answerUnreadable(error, socket);
    else answering.atEnd(() => this.#hangUp(error, socket));
  }

  #connectionOf(socket: Duplex): Connection {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    const connection = new Connection(socket);
    this.#connections.set(socket, connection);
    return connection;
  }

  async #serve(pending: PendingRequest): Promise<void> {
    const { request } = pending;
    const { origin } = request.headers;
    const misdirected = this.#hostCheck.refuse(request);
    // Where signatures are verified, any name will do: a page of another site cannot sign requests.
    const isSigned = this.#endpoint.signatures !== undefined;
    if (misdirected !== undefined && !isSigned) return this.#refuse(pending, misdirected);
    const foreign = this.#originCheck.refuse(origin);
    if (foreign !== undefined) return this.#refuse(pending, foreign);
    if (origin !== undefined && request.method === 'OPTIONS') {
      const headers = preflightHeaders(origin, request.headers);
      return this.#write(pending, () => ({ status: 204, headers, body: '' }));
    }
    if (misdirected === undefined && isForPage(request)) return this.#show(pending);
    const operation = operationOf(headerOf(request, 'x-amz-target'));
    const body = await this.#read(request, operation);
    if (body === undefined) {
      return this.#refuse(pending, faults.requestTooLarge(largestBody));
    }
    await this.#send(pending, await this.#answer(pending, body, operation), operation);
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
    pending: PendingRequest,
    body: Buffer,
    operation: OperationName | undefined,
  ): Promise<WireReply> {
    const waits = operation !== undefined && isPoll(operation);
    // A poll that cannot be answered yet must not take a task: its connection may close first.
    if (waits && !pending.isNext) await pending.turn();
    // Only polls wait, so only they need to know that the client has disconnected.
    const gone = waits ? pending.gone : undefined;
    try {
      return await exchange(this.#endpoint, toWire(pending.request, body), gone);
    } catch (error) {
      if (gone?.aborted) throw error;
      if (this.#closing) return faultReply(faults.unavailable());
      // As with Amazon, the client sees no details. The warning makes the bug visible where the service runs.
      process.emitWarning(toError(error));
      return faultReply(faults.internalFailure());
    }
  }

  #show(pending: PendingRequest): Promise<void> {
    const { request } = pending;
    const { localAddress, localPort } = request.socket;
    const { accept, host = `${toUrlHost(localAddress ?? '')}:${localPort}` } = request.headers;
    const { headers, body } = page({ ...this.#facts, url: `http://${host}` }, accept);
    request.resume();
    return this.#write(pending, () => ({
      status: 200,
      headers: { ...this.#headersOf(pending, body), ...headers },
      body,
    }));
  }

  #refuse(pending: PendingRequest, fault: Fault): Promise<void> {
    reportRefusal(this.#endpoint, headerOf(pending.request, 'x-amz-target'), fault);

    // The rest of the body is read and discarded, so that the client can read the response.
    pending.request.resume();
    return this.#send(pending, faultReply(fault), undefined);
  }

  #send(
    pending: PendingRequest,
    { status, body }: WireReply,
    operation: OperationName | undefined,
  ): Promise<void> {
    return this.#write(pending, () => {
      const sent = this.#transit(operation);
      if (sent !== undefined) pending.atEnd(sent);
      return { status, headers: this.#headersOf(pending, body), body };
    });
  }

  async #write(pending: PendingRequest, answer: () => Answer): Promise<void> {
    // If Node has to queue responses, it stops reading and no longer notices that a client has disconnected.
    if (!pending.isNext) await pending.turn();
    if (!pending.hasEnded) send(pending.response, answer(), this.#responseTimeout);
  }

  #headersOf(pending: PendingRequest, body: string): OutgoingHttpHeaders {
    const { headers, socket } = pending.request;
    const { origin } = headers;
    // The response has the same content type as the request.
    const isOldForm = headers['content-type']?.startsWith('application/json') === true;
    const isLast = this.#closing && this.#connectionOf(socket).isLatest(pending);
    return {
      'x-amzn-RequestId': randomUUID(),
      'Content-Type': isOldForm ? 'application/json' : 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(body),
      ...(isLast ? { Connection: 'close' } : {}),
      ...(origin !== undefined && this.#originCheck.allows(origin) ? corsHeaders(origin) : {}),
    };
  }

  #transit(operation: OperationName | undefined): (() => void) | undefined {
    return operation === undefined ? undefined : this.#endpoint.account.transit(operation);
  }
}
