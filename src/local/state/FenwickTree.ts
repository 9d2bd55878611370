/** A sequence of numbers with running totals in O(log n), including after changes: a Fenwick tree. */
export class FenwickTree {
  /**
   * At each place (from 1), the total of the last n numbers up to it, where n is the lowest set bit of the
   * place.
   */
  readonly #totals: number[];

  constructor(numbers: readonly number[]) {
    const totals = [0, ...numbers];
    for (const [place, total] of totals.entries()) {
      const next = place + (place & -place);
      if (place > 0 && next < totals.length) totals[next] = (totals[next] ?? 0) + total;
    }
    this.#totals = totals;
  }

  /** Adds to the number at an index. */
  add(index: number, change: number): void {
    for (let place = index + 1; place < this.#totals.length; place += place & -place) {
      this.#totals[place] = (this.#totals[place] ?? 0) + change;
    }
  }

  /** Returns the total of the numbers before an index. */
  before(index: number): number {
    let total = 0;
    for (let place = index; place > 0; place -= place & -place) total += this.#totals[place] ?? 0;
    return total;
  }

  /** Returns the index of the number in which a running total falls, and the rest of the total within it. */
  find(total: number): { readonly index: number; readonly rest: number } {
    let index = 0;
    let rest = total;
    for (let step = 2 ** Math.floor(Math.log2(this.#totals.length)); step >= 1; step /= 2) {
      const sum = this.#totals[index + step];
      if (sum !== undefined && sum <= rest) {
        index += step;
        rest -= sum;
      }
    }
    return { index, rest };
  }
}
