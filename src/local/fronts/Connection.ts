import type { Duplex } from 'node:stream';
import type { PendingRequest } from './PendingRequest.js';

/** A client's connection. When it closes, all of its pending requests end. */
export class Connection {
  readonly #pending = new Set<PendingRequest>();
  #latest: PendingRequest | undefined;

  constructor(socket: Duplex) {
    socket.once('close', () => {
      for (const pending of this.#pending) pending.end();
    });
  }

  add(pending: PendingRequest): void {
    this.#latest = pending;
    this.#pending.add(pending);
    pending.atEnd(() => {
      this.#pending.delete(pending);
      if (this.#latest === pending) this.#latest = undefined;
    });
  }

  /** The request whose response is being sent. */
  get answering(): PendingRequest | undefined {
    for (const pending of this.#pending) if (pending.response.headersSent) return pending;
    return undefined;
  }

  /** Returns true if no later request has arrived. */
  isLatest(pending: PendingRequest): boolean {
    return pending === this.#latest;
  }
}
