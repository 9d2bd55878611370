import { setImmediate } from 'node:timers';

/** A call that waits for a write. */
interface Caller {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets all commits that arrive during one write share the next. After a failure, nothing more is written.
 *
 * After a write, its callers resume before the next write begins. In process, their next calls are carried out
 * in microtasks. If the first of these calls began a write, all others would have to wait for two writes.
 */
export class GroupCommit {
  readonly #write: () => Promise<void>;
  /** Callers of the write in progress. */
  #current: Caller[] | undefined;
  /** Callers of the next write. */
  #next: Caller[] = [];
  /** True from the begin of a write until its callers have resumed. */
  #isBusy = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when everything pending at the time of the call has been written. */
  commit(): Promise<void> {
    const written = join(this.#next);
    if (!this.#isBusy) void this.#begin();
    return written;
  }

  /** Resolves when the write in progress, if any, has ended. Rejects if it, or an earlier one, has failed. */
  async settled(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#current !== undefined) await join(this.#current);
  }

  async #begin(): Promise<void> {
    this.#isBusy = true;
    const callers = this.#next;
    this.#next = [];
    this.#current = callers;
    try {
      if (this.#failure !== undefined) throw this.#failure.error;
      await this.#write();
    } catch (error) {
      this.#failure = { error };
    }
    this.#current = undefined;
    for (const { resolve, reject } of callers) {
      if (this.#failure === undefined) resolve();
      else reject(this.#failure.error);
    }
    setImmediate(() => {
      this.#isBusy = false;
      if (this.#next.length > 0) void this.#begin();
    });
  }
}

const join = (callers: Caller[]) =>
  new Promise<void>((resolve, reject) => {
    callers.push({ resolve, reject });
  });
