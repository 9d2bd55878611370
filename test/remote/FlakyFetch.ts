import { setImmediate } from 'node:timers/promises';
import type { GatewayHandler } from 'rx-swf/gateway';

/** A `fetch` between a remote and a gateway of this process, which loses connections on demand. */
export class FlakyFetch {
  readonly requests: Request[] = [];
  /** Number of requests whose response has not ended. */
  open = 0;
  /** Bytes of a response after which it is cut off. */
  cutAfter = Number.POSITIVE_INFINITY;
  /** True if no request arrives. */
  isDown = false;
  /** Statuses of the next responses. */
  failures: number[] = [];
  readonly #handler: GatewayHandler;

  constructor(handler: GatewayHandler) {
    this.#handler = handler;
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    this.requests.push(request);
    if (this.isDown) throw new TypeError('fetch failed');
    const status = this.failures.shift();
    if (status !== undefined) return new Response('<html>', { status });
    const { signal } = request;
    const response = await this.#handler(request);
    const { body } = response;
    if (body === null) return response;
    this.open += 1;
    signal.addEventListener('abort', () => {
      this.open -= 1;
    });
    return new Response(body.pipeThrough(this.#cut()), response);
  };

  /** Resolves when everything that follows from what was sent has happened. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }

  #cut(): TransformStream<Uint8Array, Uint8Array> {
    let left = this.cutAfter;
    return new TransformStream({
      transform: (chunk, controller) => {
        controller.enqueue(chunk.subarray(0, left));
        left -= chunk.byteLength;
        if (left <= 0) controller.error(new TypeError('terminated'));
      },
    });
  }
}
