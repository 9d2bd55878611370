/** Texts by key, those that were used last: bounded by their length together. */
export class Recent {
  readonly #characters: number;
  /** The one that was used last at the end. */
  readonly #texts = new Map<string, string>();
  #length = 0;

  /** @param characters - the most of all texts together */
  constructor(characters: number) {
    this.#characters = characters;
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text !== undefined) this.#texts.delete(key);
    if (text !== undefined) this.#texts.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    this.#drop(key);
    if (text.length > this.#characters) return;
    this.#texts.set(key, text);
    this.#length += text.length;
    for (const eldest of this.#texts.keys()) {
      if (this.#length <= this.#characters) return;
      this.#drop(eldest);
    }
  }

  #drop(key: string): void {
    this.#length -= this.#texts.get(key)?.length ?? 0;
    this.#texts.delete(key);
  }
}
