/** Lets all that comes while one write is under way share the next. After a failure nothing is written any more. */
export class GroupCommit {
  readonly #write: () => Promise<void>;
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** The write under way, or the one that failed. */
  get current(): Promise<void> | undefined {
    return this.#current;
  }

  /** Resolves when all that is there to be written at this call has been written. */
  commit(): Promise<void> {
    if (this.#next !== undefined) return this.#next;
    if (this.#current === undefined) return this.#begin();
    this.#next = this.#current.then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const current = this.#write();
    this.#current = current;
    const end = () => {
      if (this.#current === current) this.#current = undefined;
    };
    // A write that fails stays the current one, so that all that would follow fail with it.
    current.then(end, () => {});
    return current;
  }
}
