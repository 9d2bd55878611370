/** Limits of an LRU cache. */
export interface LruCacheBounds {
  /** Maximum number of values. @defaultValue Infinity */
  readonly count?: number;
  /** Maximum total weight of the values. */
  readonly weight: number;
}

/** LRU cache, bounded by the number of its values and by their total weight. */
export class LruCache<V> {
  readonly #weigh: (value: V) => number;
  readonly #bounds: Required<LruCacheBounds>;
  /** From the least to the most recently used. A value's weight is measured once, when it is added. */
  readonly #entries = new Map<string, { readonly value: V; readonly weight: number }>();
  #weight = 0;

  constructor(weigh: (value: V) => number, { count = Number.POSITIVE_INFINITY, weight }: LruCacheBounds) {
    this.#weigh = weigh;
    this.#bounds = { count, weight };
  }

  /** Number of cached values. */
  get size(): number {
    return this.#entries.size;
  }

  /** Total weight of the cached values. */
  get weight(): number {
    return this.#weight;
  }

  /** Returns the value of a key and marks it as the most recently used. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Adds a value and evicts others if necessary. A value that alone exceeds the limit does neither. */
  set(key: string, value: V): void {
    this.take(key);
    const weight = this.#weigh(value);
    if (weight > this.#bounds.weight) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const eldest of this.#entries.keys()) {
      if (this.size <= this.#bounds.count && this.#weight <= this.#bounds.weight) return;
      this.take(eldest);
    }
  }

  /** Removes a value and returns it. */
  take(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
    return entry.value;
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
