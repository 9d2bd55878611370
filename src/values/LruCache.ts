/** How much is kept at most. */
export interface LruCacheBounds {
  /** How many values. @defaultValue Infinity */
  readonly count?: number;
  /** What they weigh together. */
  readonly weight: number;
}

/** Values by key: bounded by their number and by what they weigh, those go first that were used longest ago. */
export class LruCache<V> {
  readonly #weigh: (value: V) => number;
  readonly #bounds: Required<LruCacheBounds>;
  /** The one that was used last at the end. A value weighs what it did when it came. */
  readonly #entries = new Map<string, { readonly value: V; readonly weight: number }>();
  #weight = 0;

  constructor(weigh: (value: V) => number, { count = Number.POSITIVE_INFINITY, weight }: LruCacheBounds) {
    this.#weigh = weigh;
    this.#bounds = { count, weight };
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** What they weigh together. */
  get weight(): number {
    return this.#weight;
  }

  /** The value of a key, which is used by that. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value, and lets others go for it; one that is too much by itself is not kept, and drives out none. */
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

  /** Takes a value out. */
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
