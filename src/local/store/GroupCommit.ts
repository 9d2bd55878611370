import { setImmediate } from 'node:timers';

/** A call that waits for a write. */
interface Caller {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets all commits that arrive during one write share the next. After a failure, nothing more is written.
 *
 * In process, the next call of a caller is carried out in microtasks. If all callers resumed at once, the end
 * of the next write, which begins with the first of these calls, would go unnoticed until all of them wait
 * again, and the CPU would be idle during every other write. So the callers that resume together are at most
 * half of all: they work while the others wait for the disk.
 */
export class GroupCommit {
  readonly #write: () => Promise<void>;
  /** Callers of the write in progress. */
  #current: Caller[] | undefined;
  /** Callers of the next write. */
  #next: Caller[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when everything pending at the time of the call has been written. */
  commit(): Promise<void> {
    const written = join(this.#next);
    if (this.#current === undefined) void this.#begin();
    return written;
  }

  /** Resolves when the write in progress, if any, has ended. Rejects if it, or an earlier one, has failed. */
  async settled(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#current !== undefined) await join(this.#current);
  }

  async #begin(): Promise<void> {
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
    const half = Math.ceil((callers.length + this.#next.length) / 2);
    if (this.#next.length > 0) void this.#begin();
    if (this.#failure === undefined) resume(callers, half);
    else for (const { reject } of callers) reject(this.#failure.error);
  }
}

const join = (callers: Caller[]) =>
  new Promise<void>((resolve, reject) => {
    callers.push({ resolve, reject });
  });

/** Resumes callers, at most this many per turn of the event loop. */
function resume(callers: readonly Caller[], most: number): void {
  for (const { resolve } of callers.slice(0, most)) resolve();
  if (callers.length > most) setImmediate(() => resume(callers.slice(most), most));
}
