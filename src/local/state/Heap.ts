/** What can lie in a heap: it knows its place, so that it can be taken out of the middle. -1 is outside. */
export interface HeapItem {
  heapIndex: number;
}

/** A binary heap, first the item that comes before all others. Every change costs O(log n). */
export class Heap<T extends HeapItem> {
  readonly #items: T[] = [];
  readonly #before: (a: T, b: T) => boolean;

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#items.push(item);
    this.#rise(item, this.#items.length - 1);
  }

  pop(): T | undefined {
    const first = this.#items[0];
    if (first !== undefined) this.delete(first);
    return first;
  }

  /** Takes the item out, wherever it is. */
  delete(item: T): boolean {
    const index = item.heapIndex;
    if (index < 0) return false;
    item.heapIndex = -1;
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#rise(last, index);
      this.#sink(last, last.heapIndex);
    }
    return true;
  }

  #place(item: T, index: number): void {
    this.#items[index] = item;
    item.heapIndex = index;
  }

  #rise(item: T, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#items[above];
      if (parent === undefined || !this.#before(item, parent)) break;
      this.#place(parent, index);
      index = above;
    }
    this.#place(item, index);
  }

  #sink(item: T, from: number): void {
    let index = from;
    for (;;) {
      let below = 2 * index + 1;
      let child = this.#items[below];
      const right = this.#items[below + 1];
      if (child !== undefined && right !== undefined && this.#before(right, child)) {
        below += 1;
        child = right;
      }
      if (child === undefined || !this.#before(child, item)) break;
      this.#place(child, index);
      index = below;
    }
    this.#place(item, index);
  }
}
