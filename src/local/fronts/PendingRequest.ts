import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A request whose response has not been sent.
 *
 * A client may send further requests before the first is answered. Node hands them over as they arrive and
 * sends the responses in order: a response has a socket only once its turn has come, and only that response
 * learns that the connection has closed. So everything that belongs to a request is tied to this object,
 * which ends with the response or with the connection.
 */
export class PendingRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly #atEnd: (() => void)[] = [];
  #gone: AbortController | undefined;
  #hasEnded = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    response.once('close', () => this.end());
  }

  /** True once the responses to all earlier requests of the connection have been sent. */
  get isNext(): boolean {
    return this.response.socket !== null;
  }

  /** True once the response has been sent or the connection has closed. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Signal that aborts if the connection closes before the response has been sent. */
  get gone(): AbortSignal {
    this.#gone ??= new AbortController();
    if (this.#hasEnded) this.#gone.abort();
    return this.#gone.signal;
  }

  /** Resolves when the response can be sent or the request has ended. */
  turn(): Promise<void> {
    return new Promise(resolve => {
      this.response.once('socket', () => resolve());
      this.atEnd(resolve);
      if (this.isNext) resolve();
    });
  }

  /** Calls `act` when the response has been sent or the connection has closed. */
  atEnd(act: () => void): void {
    if (this.#hasEnded) act();
    else this.#atEnd.push(act);
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (!this.response.writableFinished) this.#gone?.abort();
    for (const act of this.#atEnd.splice(0)) act();
  }
}
