/** Totals of all rows, used to detect missing ones. */
export interface Tally {
  /** Place of the next row. */
  readonly next: number;
  readonly rows: number;
  /** Sum of their checksums. */
  readonly sum: number;
}

interface Account {
  readonly places: number[];
  sum: number;
}

/** Index of rows by name, with their totals. */
export class Ledger {
  readonly #accounts = new Map<string, Account>();
  #next = 1;
  #rows = 0;
  #sum = 0;

  get tally(): Tally {
    return { next: this.#next, rows: this.#rows, sum: this.#sum };
  }

  /** Place after the last row ever added, even if that row has been deleted. */
  get next(): number {
    return this.#next;
  }

  set next(place: number) {
    this.#next = Math.max(this.#next, place);
  }

  /** Adds a row under its name. */
  add(name: string, place: number, checksum: number): void {
    const account = this.#accounts.get(name);
    if (account === undefined) this.#accounts.set(name, { places: [place], sum: checksum });
    else {
      account.places.push(place);
      account.sum += checksum;
    }
    this.next = place + 1;
    this.#rows += 1;
    this.#sum = (this.#sum + checksum) % 2 ** 32;
  }

  /** Removes all rows of a name and returns their places. */
  strike(name: string): readonly number[] {
    const account = this.#accounts.get(name);
    if (account === undefined) return [];
    this.#accounts.delete(name);
    this.#rows -= account.places.length;
    this.#sum = (this.#sum + 2 ** 32 - (account.sum % 2 ** 32)) % 2 ** 32;
    return account.places;
  }
}
