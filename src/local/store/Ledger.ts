/** What all rows add up to, by which a missing one is noticed. */
export interface Tally {
  /** The place of the next row. */
  readonly next: number;
  readonly rows: number;
  /** The sum of their checksums. */
  readonly sum: number;
}

interface Account {
  readonly places: number[];
  sum: number;
}

/** Which rows there are under which name. */
export class Ledger {
  readonly #accounts = new Map<string, Account>();
  #next = 1;
  #rows = 0;
  #sum = 0;

  get tally(): Tally {
    return { next: this.#next, rows: this.#rows, sum: this.#sum };
  }

  /** The place after the last row, whether that is still there or not. */
  get next(): number {
    return this.#next;
  }

  set next(place: number) {
    this.#next = Math.max(this.#next, place);
  }

  /** Takes in a row under its name. */
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

  /** Strikes all rows of a name, and tells their places. */
  strike(name: string): readonly number[] {
    const account = this.#accounts.get(name);
    if (account === undefined) return [];
    this.#accounts.delete(name);
    this.#rows -= account.places.length;
    this.#sum = (this.#sum + 2 ** 32 - (account.sum % 2 ** 32)) % 2 ** 32;
    return account.places;
  }
}
