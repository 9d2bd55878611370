import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { faults } from '../faults.js';
import type { Service } from '../service.js';
import { exchange, faultReply, operationOf, type WireReply } from './exchange.js';

const largestBody = 1024 * 1024;
/** What is still read, and thrown away, of a body that is too large, so that the client gets to read why. */
const mostDrained = 16 * largestBody;
/** Longer than clients keep idle connections, so that none is closed under a request. */
const keepAliveTimeout = 120_000;

/** A client that does not read its answer does not hold up the end for longer. */
const closeTimeout = 2000;

/** Where to listen. */
export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: only this machine. */
  readonly host?: string;
}

/** Where a server listens. */
export interface Address {
  readonly url: string;
  readonly port: number;
  readonly host: string;
}

/** The body of a request, or undefined if it is larger than SWF takes. Rejects if the client goes away. */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
      else chunks.length = 0;
      if (length > mostDrained) request.destroy();
    });
    request.once('end', () => resolve(length > largestBody ? undefined : Buffer.concat(chunks).toString()));
    request.once('close', () => reject(new Error('The client went away')));
    request.once('error', reject);
  });
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** SWF over HTTP, in AWS JSON 1.0, for any AWS SDK. */
export class HttpFront {
  readonly #service: Service;
  readonly #server: Server;
  readonly #exchanges = new Set<Promise<void>>();
  /** Requests whose body has not all come. */
  readonly #incomplete = new Set<IncomingMessage>();
  #closing = false;

  constructor(service: Service) {
    this.#service = service;
    this.#server = createServer({ keepAliveTimeout }, (request, response) => {
      const done = this.#serve(request, response).catch(() => void request.destroy());
      this.#exchanges.add(done);
      void done.finally(() => this.#exchanges.delete(done));
    });
  }

  listen({ port = 0, host = '127.0.0.1' }: ListenOptions): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
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
    this.#server.closeIdleConnections();
    for (const request of this.#incomplete) request.destroy();
    await Promise.race([Promise.all(this.#exchanges), setTimeout(closeTimeout, undefined, { ref: false })]);
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const reply = await this.#answer(request, gone.signal);
    if (response.destroyed) return;
    const operation = operationOf(headerOf(request, 'x-amz-target'));
    const sent = operation === undefined ? undefined : this.#service.transit(operation);
    try {
      await this.#send(request, response, reply);
    } finally {
      sent?.();
    }
  }

  async #send(request: IncomingMessage, response: ServerResponse, reply: WireReply): Promise<void> {
    // What the request's form was, the answer's is too.
    const isOldForm = headerOf(request, 'content-type')?.startsWith('application/json');
    response.writeHead(reply.status, {
      'x-amzn-RequestId': randomUUID(),
      'Content-Type': isOldForm ? 'application/json' : 'application/x-amz-json-1.0',
      'Content-Length': Buffer.byteLength(reply.body),
      ...(this.#closing ? { Connection: 'close' } : {}),
    });
    await new Promise<void>(resolve => {
      response.once('close', resolve);
      response.end(reply.body, () => resolve());
    });
  }

  async #answer(request: IncomingMessage, signal: AbortSignal): Promise<WireReply> {
    this.#incomplete.add(request);
    const operation = operationOf(headerOf(request, 'x-amz-target'));
    const arrived = operation === undefined ? undefined : this.#service.transit(operation);
    const body = await readBody(request).finally(() => {
      this.#incomplete.delete(request);
      arrived?.();
    });
    if (request.method !== 'POST') return faultReply(faults.unknownOperation(`${request.method}`));
    if (body === undefined) {
      return faultReply(faults.validation(`Request size exceeds the limit of ${largestBody} bytes`));
    }
    try {
      return await exchange(this.#service, { target: headerOf(request, 'x-amz-target'), body }, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      if (this.#closing) return faultReply(faults.unavailable());
      // The client learns no more than that, as from Amazon; whoever runs the service must see the bug.
      process.emitWarning(error instanceof Error ? error : String(error));
      return faultReply(faults.internalFailure());
    }
  }
}
