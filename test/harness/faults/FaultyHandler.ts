import { getEventListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { InProcessHandler, SdkHandlerOptions, SdkRequest, SdkResponse } from 'rx-swf/local';
import { Subject } from 'rxjs';
import type { Faults } from './Faults.js';
import { halfOf, type Reply, refusals, replacements } from './replies.js';

const systemError = (code: string, message: string) => Object.assign(new Error(message), { code });

const response = ({ status, body }: Reply): { response: SdkResponse } => ({
  response: { statusCode: status, headers: {}, body },
});

/** A transport whose calls fail as {@link Faults} say. Give it to a client as its `requestHandler`. */
export class FaultyHandler implements InProcessHandler {
  readonly metadata = { handlerProtocol: 'in-process' };
  readonly faults: Faults;
  /** The operations that the service has carried out. */
  readonly acted$ = new Subject<string>();
  /** Calls that have not been answered. */
  underWay = 0;
  /** Listeners that the transport has left on the signals of calls that are over. */
  listenersLeft = 0;
  readonly #handler: InProcessHandler;

  constructor(handler: InProcessHandler, faults: Faults) {
    this.#handler = handler;
    this.faults = faults;
  }

  async handle(request: SdkRequest, options: SdkHandlerOptions = {}): Promise<{ response: SdkResponse }> {
    // As the SDK's own transport does: the caller may leave before the call does.
    signalOf(options)?.throwIfAborted();
    this.underWay += 1;
    try {
      return await this.#handle(request, options);
    } finally {
      this.underWay -= 1;
      const signal = signalOf(options);
      if (signal !== undefined) this.listenersLeft += getEventListeners(signal, 'abort').length;
    }
  }

  destroy(): void {}

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  async #handle(request: SdkRequest, options: SdkHandlerOptions): Promise<{ response: SdkResponse }> {
    const fault = this.faults.next();
    if (fault === 'noSuchHost') throw systemError('ENOTFOUND', 'getaddrinfo ENOTFOUND swf.example');
    if (fault === 'resetBefore') throw systemError('ECONNRESET', 'read ECONNRESET');
    const refusal = fault && refusals[fault];
    if (refusal !== undefined) return response(refusal);

    const answered = await this.#handler.handle(request, options);
    this.acted$.next(operationOf(request.headers));
    if (fault === 'resetAfter') throw systemError('ECONNRESET', 'socket hang up');
    if (fault === 'halfSent') return this.#cut(answered.response);
    if (fault === 'slow') await setTimeout(this.faults.pause(), undefined, { signal: signalOf(options) });
    const replacement = fault && replacements[fault];
    return replacement === undefined ? answered : response(replacement);
  }

  /** An answer without a body that is cut off has no end of its head. */
  #cut({ statusCode, body }: SdkResponse): { response: SdkResponse } {
    if (body.length < 2) throw systemError('ECONNRESET', 'aborted');
    return response({ status: statusCode, body: halfOf(body) });
  }
}

const signalOf = ({ abortSignal }: SdkHandlerOptions): AbortSignal | undefined =>
  abortSignal instanceof AbortSignal ? abortSignal : undefined;

/** The operation that the headers of a call name. */
export function operationOf(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const target = `${headers['x-amz-target']}`;
  return target.slice(target.lastIndexOf('.') + 1);
}
