/** Numbers in a row whose running totals are known in O(log n), also while they change: a Fenwick tree. */
export class Counts {
  /** At each place the total of as many numbers, up to here, as the lowest bit of the place (from 1) says. */
  readonly #totals: number[];

  constructor(numbers: readonly number[]) {
    const totals = [0, ...numbers];
    for (const [place, total] of totals.entries()) {
      const next = place + (place & -place);
      if (place > 0 && next < totals.length) totals[next] = (totals[next] ?? 0) + total;
    }
    this.#totals = totals;
  }

  /** Changes the number at an index. */
  add(index: number, change: number): void {
    for (let place = index + 1; place < this.#totals.length; place += place & -place) {
      this.#totals[place] = (this.#totals[place] ?? 0) + change;
    }
  }

  /** The total of the numbers before an index. */
  before(index: number): number {
    let total = 0;
    for (let place = index; place > 0; place -= place & -place) total += this.#totals[place] ?? 0;
    return total;
  }

  /** The index of the number in which a running total is reached, and what is left of it there. */
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
