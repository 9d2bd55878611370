import type { Marble } from './MarbleChart.js';

/** Number of colors of marbles. */
export const colors = 6;

const unquoted = (json: string) => json.replace(/^"(.*)"$/, '$1');

/** Short names of values: the value itself if it is short, and a letter otherwise, as in marble tests. */
export class ValueNames {
  readonly #named = new Map<string, Pick<Marble, 'text' | 'color' | 'value'>>();
  #letters = 0;

  /** Returns the name of a value, which is given as JSON. */
  nameOf(value: string): Pick<Marble, 'text' | 'color' | 'value'> {
    const plain = unquoted(value);
    const known = this.#named.get(plain);
    if (known !== undefined) return known;
    const named = {
      text: plain.length <= 2 ? plain : this.#letter(),
      color: this.#named.size % colors,
      value,
    };
    this.#named.set(plain, named);
    return named;
  }

  /** The values that are named by letters. */
  get legend(): Pick<Marble, 'text' | 'color' | 'value'>[] {
    return [...this.#named.values()].filter(({ text, value }) => text !== unquoted(value));
  }

  #letter(): string {
    this.#letters += 1;
    // Behind z come aa, ab, and so on.
    let [rest, letters] = [this.#letters, ''];
    for (; rest > 0; rest = Math.floor((rest - 1) / 26))
      letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
    return letters;
  }
}
