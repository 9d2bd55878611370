import type { Duplex } from 'node:stream';
import type { PendingRequest } from './PendingRequest.js';

/** A connection of a client: when it ends, so do all of its requests that have not been answered. */
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

  /** The request whose answer is on its way. */
  get answering(): PendingRequest | undefined {
    for (const pending of this.#pending) if (pending.response.headersSent) return pending;
    return undefined;
  }

  /** Whether nothing has been asked after that. */
  isLatest(pending: PendingRequest): boolean {
    return pending === this.#latest;
  }
}
