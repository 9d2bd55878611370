import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A request that has not been answered.
 *
 * A client may send further requests before the first is answered. Node hands them over as they come and sends the
 * answers in order: a response has a socket only once its turn has come, and only that response is told when the
 * connection ends. So what belongs to a request hangs on this, which ends with the answer or with the connection.
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

  /** Whether the answers to all earlier requests of the connection have been sent. */
  get isNext(): boolean {
    return this.response.socket !== null;
  }

  /** Whether the answer has been sent, or nobody is left to send it to. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Aborted when the connection ends before the answer has been sent. */
  get gone(): AbortSignal {
    this.#gone ??= new AbortController();
    if (this.#hasEnded) this.#gone.abort();
    return this.#gone.signal;
  }

  /** Resolves when the answer can be sent, or there is nobody left to send it to. */
  turn(): Promise<void> {
    return new Promise(resolve => {
      this.response.once('socket', () => resolve());
      this.atEnd(resolve);
      if (this.isNext) resolve();
    });
  }

  /** Calls this when the answer has been sent, or nobody is left to send it to. */
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
