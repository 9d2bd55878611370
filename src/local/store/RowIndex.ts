/** Totals of all rows, used to detect missing ones. */
export interface Totals {
  /** Place of the next row. */
  readonly next: number;
  readonly rows: number;
  /** Sum of their checksums. */
  readonly sum: number;
}

interface NamedRows {
  readonly places: number[];
  sum: number;
}

/** Index of rows by name, with their totals. */
export class RowIndex {
  readonly #byName = new Map<string, NamedRows>();
  #next = 1;
  #rows = 0;
  #sum = 0;

  get totals(): Totals {
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
    const named = this.#byName.get(name);
    if (named === undefined) this.#byName.set(name, { places: [place], sum: checksum });
    else {
      named.places.push(place);
      named.sum += checksum;
    }
    this.next = place + 1;
    this.#rows += 1;
    this.#sum = (this.#sum + checksum) % 2 ** 32;
  }

  /** Removes all rows of a name and returns their places. */
  remove(name: string): readonly number[] {
    const named = this.#byName.get(name);
    if (named === undefined) return [];
    this.#byName.delete(name);
    this.#rows -= named.places.length;
    this.#sum = (this.#sum + 2 ** 32 - (named.sum % 2 ** 32)) % 2 ** 32;
    return named.places;
  }
}
