/** A call that waits for its turn. */
export interface Turn {
  /** When the watched thing was seen last, in milliseconds on the pacer's clock. */
  readonly since: number;
  readonly order: number;
  /** Sends the call. */
  readonly begin: () => void;
}

/** Calls that wait for their turn: the one whose answer is the oldest is first. */
export class Turns {
  /** Sorted in reverse, so that the first one is removed from the end. */
  readonly #turns: Turn[] = [];

  get length(): number {
    return this.#turns.length;
  }

  /** The turn that is next. */
  get first(): Turn | undefined {
    return this.#turns.at(-1);
  }

  add(turn: Turn): void {
    this.#turns.splice(this.#indexOf(turn), 0, turn);
  }

  delete(turn: Turn): void {
    const index = this.#indexOf(turn);
    if (this.#turns[index] === turn) this.#turns.splice(index, 1);
  }

  /** Returns the index of a turn, or the one at which it belongs. */
  #indexOf({ since, order }: Turn): number {
    let [low, high] = [0, this.#turns.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#turns[middle];
      if (other !== undefined && (other.since > since || (other.since === since && other.order > order)))
        low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
