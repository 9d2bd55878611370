import type { Socket } from 'node:net';
import type { PendingRequest } from './PendingRequest.js';

/** A connection of a client: when it ends, so do all of its requests that have not been answered. */
export class Connection {
  readonly #pending = new Set<PendingRequest>();
  #latest: PendingRequest | undefined;

  constructor(socket: Socket) {
    socket.once('close', () => {
      for (const pending of this.#pending) pending.end();
    });
  }

  add(pending: PendingRequest): void {
    this.#latest = pending;
    this.#pending.add(pending);
    pending.atEnd(() => this.#pending.delete(pending));
  }

  /** Whether nothing has been asked after that. */
  isLatest(pending: PendingRequest): boolean {
    return pending === this.#latest;
  }
}
