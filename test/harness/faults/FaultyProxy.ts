import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, LookupFunction, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Subject } from 'rxjs';
import { type FaultName, type Faults, faultNames } from './Faults.js';
import { operationOf } from './FaultyHandler.js';
import { halfOf, type Reply, refusals, replacements } from './replies.js';

/** All but the one that happens before there is a connection. */
const afterConnecting: FaultName[] = [...faultNames.filter(name => name !== 'noSuchHost'), 'stalled'];

/** An HTTP server in front of another one, whose answers fail as {@link Faults} say. */
export class FaultyProxy {
  readonly faults: Faults;
  /** The operations that the service has carried out. */
  readonly acted$ = new Subject<string>();
  /** Calls that have not been answered. */
  underWay = 0;
  readonly #service: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server = createServer((incoming, response) => {
    this.underWay += 1;
    this.#serve(incoming, response)
      // The client has gone, or the service has: either way there is nobody to answer.
      .catch(() => incoming.socket.destroy())
      .finally(() => {
        this.underWay -= 1;
      });
  });

  constructor(service: string, faults: Faults) {
    this.#service = new URL(service);
    this.faults = faults;
  }

  /** Resolves to where it listens. A name in place of the address is what `lookup` resolves. */
  async listen(name = '127.0.0.1'): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://${name}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves the proxy's name, or fails to, for the agent of a client. */
  readonly lookup: LookupFunction = (name, _options, callback) => {
    if (this.faults.next(['noSuchHost']) === undefined)
      return callback(null, [{ address: '127.0.0.1', family: 4 }]);
    const message = `getaddrinfo ENOTFOUND ${name}`;
    callback(Object.assign(new Error(message), { code: 'ENOTFOUND' }), []);
  };

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    this.#agent.destroy();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const fault = this.faults.next(afterConnecting);
    if (fault === 'resetBefore') return reset(incoming.socket);
    const refusal = fault && refusals[fault];
    if (refusal !== undefined) return send(response, refusal);

    const reply = await this.#forward(incoming, body);
    this.acted$.next(operationOf(incoming.headers));
    if (fault === 'resetAfter') return reset(incoming.socket);
    if (fault === 'halfSent') return sendHalf(response, reply, () => incoming.socket.destroy());
    if (fault === 'stalled') return sendHalf(response, reply);
    if (fault === 'slow') return this.#sendSlowly(response, reply);
    send(response, (fault && replacements[fault]) ?? reply);
  }

  /** Asks the service, for as long as the client waits. */
  async #forward({ headers, method, socket }: IncomingMessage, body: Buffer): Promise<Reply> {
    const { hostname, port } = this.#service;
    const outgoing = request({ agent: this.#agent, hostname, port, method, headers });
    const leave = () => outgoing.destroy();
    // Not the response: one that waits for another on its connection is not told.
    socket.once('close', leave);
    try {
      outgoing.end(body);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      return { status: answer.statusCode ?? 0, body: await buffer(answer) };
    } finally {
      socket.off('close', leave);
    }
  }

  async #sendSlowly(response: ServerResponse, { status, body }: Reply): Promise<void> {
    const half = halfOf(body);
    await setTimeout(this.faults.pause());
    response.writeHead(status, { 'Content-Length': body.length }).write(half);
    await setTimeout(this.faults.pause());
    response.end(body.subarray(half.length));
  }
}

/** Node.js keeps for ever a connection that it is to reset while it is being ended. */
function reset(socket: Socket): void {
  if (socket.writableEnded) return void socket.destroy();
  socket.destroySoon = () => void socket.destroy(); // which resetAndDestroy() would end first
  socket.resetAndDestroy();
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'Content-Length': body.length }).end(body);
}

/** Half of the answer, and then nothing any more. */
function sendHalf(response: ServerResponse, { status, body }: Reply, then?: () => void): void {
  response.writeHead(status, { 'Content-Length': Math.max(body.length, 2) });
  response.flushHeaders();
  response.write(halfOf(body), then);
}
