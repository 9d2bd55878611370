/** What a list is sorted by first, and what decides between equals. */
export interface Order<T> {
  major(item: T): string | number;
  minor(item: T): string | number;
}

/** A place in a sorted list. Without a minor key it stands for all items that share the major one. */
export type Position = readonly [major: string | number, minor?: string | number];

const fullChunk = 1024;

/**
 * A list that is always in order, cut into chunks so that adding to and taking from the middle of a million
 * items moves no more than a chunk, and any page of it is found without walking the pages before.
 */
export class SortedList<T> {
  readonly #order: Order<T>;
  readonly #chunks: T[][] = [];
  #size = 0;

  constructor(order: Order<T>) {
    this.#order = order;
  }

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#chunks[0]?.[0];
  }

  /** The place of an item, to go on from later. */
  positionOf(item: T): Position {
    return [this.#order.major(item), this.#order.minor(item)];
  }

  add(item: T): void {
    const position = this.positionOf(item);
    this.#size += 1;
    const at = Math.min(this.#chunkOf(position), this.#chunks.length - 1);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([item]);
      return;
    }
    const index = this.#search(chunk, position);
    if (index === chunk.length) chunk.push(item);
    else chunk.splice(index, 0, item);
    // What is added at the end stays in full chunks; what is added in the middle leaves room on both sides.
    if (chunk.length > fullChunk) {
      const appended = at === this.#chunks.length - 1 && index === chunk.length - 1;
      this.#chunks.splice(at + 1, 0, chunk.splice(appended ? fullChunk : fullChunk >> 1));
    }
  }

  delete(item: T): boolean {
    const position = this.positionOf(item);
    const at = this.#chunkOf(position);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return false;
    const index = this.#search(chunk, position);
    if (chunk[index] !== item) return false;
    chunk.splice(index, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
    this.#size -= 1;
    return true;
  }

  /** How many items come before this position. */
  countBefore(position: Position): number {
    return this.#count(position, false);
  }

  /** How many items come before this position or stand on it. */
  countThrough(position: Position): number {
    return this.#count(position, true);
  }

  /** The items from one index to before another. */
  slice(from: number, to: number): T[] {
    const found: T[] = [];
    let start = 0;
    for (const chunk of this.#chunks) {
      if (start >= to) break;
      if (start + chunk.length > from) {
        const end = Math.min(to - start, chunk.length);
        for (let i = Math.max(from - start, 0); i < end; i++) {
          const item = chunk[i];
          if (item !== undefined) found.push(item);
        }
      }
      start += chunk.length;
    }
    return found;
  }

  #count(position: Position, through: boolean): number {
    const at = this.#chunkOf(position, through);
    let count = 0;
    for (let i = 0; i < at; i++) count += this.#chunks[i]?.length ?? 0;
    const chunk = this.#chunks[at];
    return chunk === undefined ? count : count + this.#search(chunk, position, through);
  }

  /** The first chunk whose last item does not come before the position. */
  #chunkOf(position: Position, through = false): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.#chunks[middle]?.at(-1);
      if (last !== undefined && this.#precedes(last, position, through)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #search(chunk: readonly T[], position: Position, through = false): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const item = chunk[middle];
      if (item !== undefined && this.#precedes(item, position, through)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #precedes(item: T, [major, minor]: Position, through: boolean): boolean {
    const own = this.#order.major(item);
    if (own !== major) return own < major;
    if (minor === undefined) return through;
    const decider = this.#order.minor(item);
    return decider === minor ? through : decider < minor;
  }
}
