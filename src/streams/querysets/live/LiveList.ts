import equal from 'fast-deep-equal';
import type { LiveItems } from './LiveItems.js';
import type { LiveSource } from './LiveSource.js';

/** Number of readings for which a listing may lag behind. */
const lag = 30;

/** Result of reading the listings. */
export interface Reading<T> {
  /** By listing: the items of its first pages. */
  readonly lists: readonly (readonly T[])[];
  /** Whether these are all items of all listings. */
  readonly isWhole: boolean;
}

/**
 * The items of a live query. Readings and looks at single items come in, and `take()` returns what has changed.
 *
 * Listings are eventually consistent: an item that they no longer show stays until a look at it has shown that
 * it is gone, unless newer items have pushed it out of the window.
 */
export class LiveList<T> {
  readonly #source: LiveSource<T>;
  readonly #limit: number;
  #items = new Map<string, T>();
  /** The items as of the last {@link take}; `undefined` before the first one. */
  #told: ReadonlyMap<string, T> | undefined;
  /** Items that left, as they were seen last. */
  readonly #removed = new Map<string, T>();
  /** Items that left for good, and the number of readings for which listings may still show them. */
  readonly #gone = new Map<string, number>();

  constructor(source: LiveSource<T>, limit: number) {
    this.#source = source;
    this.#limit = limit;
  }

  /** Enters a reading. Returns the items that it lacks, each of which has to be looked at. */
  read({ lists, isWhole }: Reading<T>): readonly T[] {
    const { keyOf, compare } = this.#source;
    const listed = new Map<string, T>();
    for (const item of lists.flat()) {
      const key = keyOf(item);
      if (!this.#gone.has(key)) listed.set(key, this.#newer(item));
    }
    this.#forget();
    const window = [...listed.values()].sort(compare).slice(0, this.#limit);
    const last = isWhole && listed.size <= this.#limit ? undefined : window.at(-1);
    const missing: T[] = [];
    for (const [key, item] of this.#items) {
      if (listed.has(key)) continue;
      if (last === undefined || compare(item, last) <= 0) missing.push(item);
      else this.#removed.set(key, item);
    }
    this.#items = new Map([...window, ...missing].map(item => [keyOf(item), item]));
    return missing;
  }

  /** Enters the state of an item that was missing; `undefined` if it is gone. */
  see(item: T, found: T | undefined): void {
    const key = this.#source.keyOf(item);
    if (found !== undefined && this.#source.includes(found)) {
      this.#items.set(key, this.#merged(item, found));
      return;
    }
    this.#items.delete(key);
    this.#removed.set(key, found ?? item);
    if (this.#source.isFinal?.(found ?? item)) this.#gone.set(key, lag);
  }

  /** Returns the items with what has changed since the last call, or `undefined` if nothing has. */
  take(): LiveItems<T> | undefined {
    const before = this.#told;
    const items = [...this.#items.values()].sort(this.#source.compare).slice(0, this.#limit);
    const now = new Map(items.map(item => [this.#source.keyOf(item), item]));
    const added = items.filter(item => !before?.has(this.#source.keyOf(item)));
    const changed: T[] = [];
    const removed: T[] = [];
    for (const [key, item] of before ?? []) {
      const present = now.get(key);
      if (present === undefined) removed.push(this.#removed.get(key) ?? item);
      else if (present !== item) changed.push(present);
    }
    this.#removed.clear();
    this.#told = now;
    if (before !== undefined && added.length + changed.length + removed.length === 0) return undefined;
    return freeze({ items, added, changed, removed });
  }

  /** Lets go of items that no listing shows any longer. */
  #forget(): void {
    for (const [key, readings] of this.#gone) {
      if (readings === 0) this.#gone.delete(key);
      else this.#gone.set(key, readings - 1);
    }
  }

  /** Returns the newer state of an item: the known one if the listing lags behind it. */
  #newer(item: T): T {
    const known = this.#items.get(this.#source.keyOf(item));
    if (known === undefined) return item;
    const { isFinal } = this.#source;
    return isFinal?.(known) && !isFinal(item) ? known : this.#merged(known, item);
  }

  /** Returns the known item if nothing has changed, so that a model stays the same object. */
  #merged(known: T, item: T): T {
    return this.#source.shown.every(name => equal(known[name], item[name])) ? known : item;
  }
}

/** Returns the first emission of a subscriber who comes later: the present. */
export const present = <T>({ items }: LiveItems<T>): LiveItems<T> =>
  freeze({ items, added: items, changed: [], removed: [] });

function freeze<T>(live: LiveItems<T>): LiveItems<T> {
  for (const list of Object.values(live)) Object.freeze(list);
  return Object.freeze(live);
}
