import type { AnyEntity, EntityIndex } from '../entities/EntityIndex.js';
import { checkState } from '../events/checkState.js';

/**
 * The entities of a kind in a history. A list that it gives is frozen, and the same until it changes.
 */
export abstract class EntityCollection<E extends AnyEntity> implements Iterable<E> {
  readonly #index: () => EntityIndex<E>;

  constructor(index: () => EntityIndex<E>) {
    this.#index = index;
    Object.freeze(this);
  }

  /** What the collection is called in texts. */
  protected abstract readonly label: string;

  /** How many there are, in any state. */
  get length(): number {
    return this.#index().size;
  }

  /** All, in the order in which they began. */
  get all(): readonly E[] {
    return this.#index().all();
  }

  /** The first that began. */
  get first(): E | undefined {
    return this.all[0];
  }

  /** The last that began. */
  get last(): E | undefined {
    return this.all.at(-1);
  }

  /** The one of an id: where it was used more than once the open one, or else the latest. */
  get(id: E['id']): E | undefined {
    return this.#index().get(id)?.seal();
  }

  /** Whether there is one of an id. */
  has(id: E['id']): boolean {
    return this.#index().countLives(id) > 0;
  }

  /** Every one of an id, in the order in which they began. */
  lives(id: E['id']): readonly E[] {
    return this.#index().lives(id);
  }

  /**
   * Those in a state, in the order in which they got there; of several states, in the order in which they began.
   */
  in(...states: readonly E['state'][]): readonly E[] {
    for (const state of states) checkState(state);
    return this.#index().in(states);
  }

  /** How many are in a state. Takes no time, however many there are. */
  count(state: E['state']): number {
    checkState(state);
    return this.#index().countIn(state);
  }

  [Symbol.iterator](): Iterator<E> {
    return this.all[Symbol.iterator]();
  }

  /** `Activities(3: 1 started, 2 completed)` */
  toString(): string {
    const counts = new Map<string, number>();
    for (const { state } of this) counts.set(state, (counts.get(state) ?? 0) + 1);
    const states = [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
    return `${this.label}(${this.length}${states === '' ? '' : `: ${states}`})`;
  }

  toJSON(): readonly E[] {
    return this.all;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
