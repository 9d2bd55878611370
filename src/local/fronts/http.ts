import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { type Fault, faults } from '../api/faults.js';
import { isPoll, type OperationName } from '../api/Operations.js';
import { toError } from '../api/toError.js';
import { largestBody } from './body.js';
import { Connection } from './Connection.js';
import {
  type Endpoint,
  exchange,
  faultReply,
  operationOf,
  type WireReply,
  type WireRequest,
} from './exchange.js';
import { HostCheck } from './hosts.js';
import { isLoopback, permission, readable } from './origins.js';
import { PendingRequest } from './PendingRequest.js';
import { readBody } from './readBody.js';
import { type Answer, send } from './send.js';
import { answerUnreadable } from './unreadable.js';

/** Longer than clients keep idle connections, so that none is closed under a request. */
const keepAliveTimeout = 120_000;

/** How often connections are looked at that take their time over a request. */
const checkInterval = 1000;

/** A client that does not read its answer does not hold up the end for longer. */
const closeTimeout = 2000;

/** Where and how to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: only this machine. */
  readonly host?: string;
  /**
   * Further names under which clients reach it, such as `host.docker.internal`. Requests to other names than `host`, a
   * name of this machine (`localhost`, a name without dots, where others can reach it any address) or one of these are
   * refused, unless `credentials` are asked for.
   */
  readonly hosts?: readonly string[];
  /**
   * How many milliseconds a client may take to send a request, from its first byte to its last, and to begin the first
   * one of a connection. Default 30,000.
   */
  readonly requestTimeout?: number;
  /** How many milliseconds a client may take nothing of an answer before it is disconnected. Default 30,000. */
  readonly responseTimeout?: number;
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

/** SWF over HTTP, in AWS JSON 1.0, for any AWS SDK. */
export class HttpFront {
  readonly #endpoint: Endpoint;
  readonly #server: Server;
  readonly #responseTimeout: number;
  /** Absent where signatures are verified: the page of a stranger cannot sign. */
  readonly #hostCheck: HostCheck | undefined;
  readonly #connections = new WeakMap<Duplex, Connection>();
  /** Requests whose body has not all come. */
  readonly #incomplete = new Set<IncomingMessage>();
  /** Requests whose answer has not all gone out. */
  readonly #pending = new Set<PendingRequest>();
  #closing = false;

  constructor(endpoint: Endpoint, options: ListenOptions) {
    const { requestTimeout = 30_000, responseTimeout = 30_000 } = options;
    this.#endpoint = endpoint;
    this.#hostCheck = endpoint.signatures === undefined ? new HostCheck(options) : undefined;
    this.#responseTimeout = responseTimeout;
    // Node's word for no limit is 0.
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
    for (const request of this.#incomplete) if (!request.complete) request.destroy();
    const answered = Promise.all(
      Array.from(this.#pending, pending => new Promise<void>(resolve => pending.atEnd(resolve))),
    );
    await Promise.race([answered, setTimeout(closeTimeout, undefined, { ref: false })]);
    this.#server.closeAllConnections();
    await closed;
  }

  /** What cannot be read is answered, but not in the middle of another answer. */
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
    const misdirected = this.#hostCheck?.refuse(request);
    if (misdirected !== undefined) return this.#refuse(pending, misdirected);
    if (origin !== undefined && !isLoopback(origin)) {
      return this.#refuse(pending, faults.accessDenied(`Pages of ${origin} may not call`));
    }
    if (origin !== undefined && request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers'];
      return this.#write(pending, () => ({ status: 204, headers: permission(origin, asked), body: '' }));
    }
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
    // A poll that cannot be answered yet takes no task: its connection may end before it can.
    if (waits && !pending.isNext) await pending.turn();
    // Only polls wait, so only they need to know that their client has gone.
    const gone = waits ? pending.gone : undefined;
    try {
      return await exchange(this.#endpoint, toWire(pending.request, body), gone);
    } catch (error) {
      if (gone?.aborted) throw error;
      if (this.#closing) return faultReply(faults.unavailable());
      // The client learns no more than that, as from Amazon; whoever runs the service must see the bug.
      process.emitWarning(toError(error));
      return faultReply(faults.internalFailure());
    }
  }

  #refuse(pending: PendingRequest, fault: Fault): Promise<void> {
    // What is left of the body is read and thrown away, so that the client gets to read the answer.
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
    // Node stops reading, and no longer notices that a client has gone, when it has to keep answers for their turn.
    if (!pending.isNext) await pending.turn();
    if (!pending.hasEnded) send(pending.response, answer(), this.#responseTimeout);
  }

  #headersOf(pending: PendingRequest, body: string): OutgoingHttpHeaders {
    const { headers, socket } = pending.request;
    const { origin } = headers;
    // What the request's form was, the answer's is too.
    const isOldForm = headers['content-type']?.startsWith('application/json') === true;
    const isLast = this.#closing && this.#connectionOf(socket).isLatest(pending);
    return {
      'x-amzn-RequestId': randomUUID(),
      'Content-Type': isOldForm ? 'application/json' : 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(body),
      ...(isLast ? { Connection: 'close' } : {}),
      ...(origin !== undefined && isLoopback(origin) ? readable(origin) : {}),
    };
  }

  #transit(operation: OperationName | undefined): (() => void) | undefined {
    return operation === undefined ? undefined : this.#endpoint.account.transit(operation);
  }
}
