import { FenwickTree } from './FenwickTree.js';

/** The order of a list: the major key, and the minor key that breaks ties. */
export interface Order<T> {
  major(item: T): string | number;
  minor(item: T): string | number;
}

/** A position in a sorted list. Without a minor key, it covers all items with the same major key. */
export type Position = readonly [major: string | number, minor?: string | number];

const fullChunk = 1024;

/**
 * A list that is always sorted, split into chunks. Adding or removing an item in the middle of a million
 * moves at most one chunk, and any page is found without walking the previous pages.
 */
export class SortedList<T> {
  readonly #order: Order<T>;
  #chunks: T[][] = [];
  /** The lengths of the chunks, if there is more than one. */
  #lengths: FenwickTree | undefined;
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

  /** Returns the position of an item, from which a listing can continue later. */
  positionOf(item: T): Position {
    return [this.#order.major(item), this.#order.minor(item)];
  }

  add(item: T): void {
    const position = this.positionOf(item);
    const at = this.#chunkOf(position);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#append(item);
      return;
    }
    chunk.splice(this.#search(chunk, position), 0, item);
    this.#resized(at, 1);
    if (chunk.length <= fullChunk) return;
    // After an insertion in the middle, split into halves so that both have room.
    this.#chunks.splice(at + 1, 0, chunk.splice(fullChunk >> 1));
    this.#recount();
  }

  delete(item: T): boolean {
    const position = this.positionOf(item);
    const at = this.#chunkOf(position);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return false;
    const index = this.#search(chunk, position);
    if (chunk[index] !== item) return false;
    chunk.splice(index, 1);
    this.#resized(at, -1);
    if (chunk.length > 0) return true;
    this.#chunks.splice(at, 1);
    this.#recount();
    return true;
  }

  /** Returns the number of items before this position. */
  countBefore(position: Position): number {
    return this.#count(position, false);
  }

  /** Returns the number of items before or at this position. */
  countThrough(position: Position): number {
    return this.#count(position, true);
  }

  /** Returns the items from one index up to, but not including, another. */
  slice(from: number, to: number): T[] {
    const found: T[] = [];
    let { index: at, rest: skipped } = this.#lengths?.find(from) ?? { index: 0, rest: from };
    for (let left = to - from; left > 0; at++) {
      const chunk = this.#chunks[at];
      if (chunk === undefined) break;
      const part = chunk.slice(skipped, skipped + left);
      for (const item of part) found.push(item);
      left -= part.length;
      skipped = 0;
    }
    return found;
  }

  /** Appends an item without splitting, so that chunks filled in order stay full. */
  #append(item: T): void {
    const chunk = this.#chunks.at(-1);
    if (chunk === undefined) {
      this.#chunks = [[item]];
      this.#size = 1;
    } else if (chunk.length < fullChunk) {
      chunk.push(item);
      this.#resized(this.#chunks.length - 1, 1);
    } else {
      this.#chunks.push([item]);
      this.#size += 1;
      this.#recount();
    }
  }

  #resized(at: number, change: number): void {
    this.#size += change;
    this.#lengths?.add(at, change);
  }

  #recount(): void {
    this.#lengths =
      this.#chunks.length > 1 ? new FenwickTree(this.#chunks.map(chunk => chunk.length)) : undefined;
  }

  #count(position: Position, through: boolean): number {
    const at = this.#chunkOf(position, through);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return this.#size;
    return (this.#lengths?.before(at) ?? 0) + this.#search(chunk, position, through);
  }

  /**
   * Returns the index of the first chunk whose last item doesn't precede the position. Most of the time, that
   * is past the last chunk, which is checked first.
   */
  #chunkOf(position: Position, through = false): number {
    const end = this.#chunks.at(-1)?.at(-1);
    if (end === undefined || this.#precedes(end, position, through)) return this.#chunks.length;
    let low = 0;
    let high = this.#chunks.length - 1;
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
