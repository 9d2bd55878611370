/** Lets all commits that arrive during one write share the next. After a failure, nothing more is written. */
export class GroupCommit {
  readonly #write: () => Promise<void>;
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** The write in progress, or the one that failed. */
  get current(): Promise<void> | undefined {
    return this.#current;
  }

  /** Resolves when everything pending at the time of the call has been written. */
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
    // A failed write stays the current one, so that all later ones fail with it.
    current.then(end, () => {});
    return current;
  }
}
