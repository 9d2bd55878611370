import type { AnyEntity, EntityIndex } from '../entities/EntityIndex.js';
import { checkState } from '../events/checkState.js';

/** The entities of one kind in a history. Its lists are frozen, and cached until their content changes. */
export abstract class EntityCollection<E extends AnyEntity> implements Iterable<E> {
  readonly #index: () => EntityIndex<E>;

  constructor(index: () => EntityIndex<E>) {
    this.#index = index;
  }

  /** Name of the collection in `toString()`. */
  protected abstract readonly label: string;

  /** Number of entities in any state. */
  get length(): number {
    return this.#index().size;
  }

  /** All entities, in the order in which they began. */
  get all(): readonly E[] {
    return this.#index().all();
  }

  /** The entity that began first. */
  get first(): E | undefined {
    return this.all[0];
  }

  /** The entity that began last. */
  get last(): E | undefined {
    return this.all.at(-1);
  }

  /** Returns the entity with an id. If the id was reused, this is the open one, or else the latest. */
  get(id: E['id']): E | undefined {
    return this.#index().get(id)?.seal();
  }

  /** Returns `true` if there is an entity with the id. */
  has(id: E['id']): boolean {
    return this.#index().countLives(id) > 0;
  }

  /** Returns all entities with an id, in the order in which they began. */
  lives(id: E['id']): readonly E[] {
    return this.#index().lives(id);
  }

  /**
   * Returns the entities in the given states: for one state, in the order in which they entered it; for
   * several, in the order in which they began.
   */
  in(...states: readonly E['state'][]): readonly E[] {
    for (const state of states) checkState(state);
    return this.#index().in(states);
  }

  /** Returns the number of entities in a state, in O(1). */
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
