import type { EntityClass, EntityStep, IdentifiedEntity } from './Entity.js';

/** Any entity with an id. */
export type AnyEntity = IdentifiedEntity<string, string, string | number>;

interface Lives {
  /** Ids of the events that began each life with this entity id. */
  readonly keys: number[];
  open: number;
}

interface CachedList<E> {
  /** The states included; empty for the list of all entities. */
  readonly states: readonly string[];
  readonly entities: readonly E[];
}

/**
 * Mutable index of the entities of one kind by id, by state, and by the event they began with. `add` and
 * `update` are O(1). Lists are created on demand and cached until one of their states changes; their entities
 * are sealed.
 */
export class EntityIndex<E extends AnyEntity> {
  /** Class of the entities. */
  readonly kind: EntityClass<E>;
  readonly #byKey = new Map<number, E>();
  readonly #byId = new Map<E['id'], Lives>();
  readonly #byState = new Map<string, Map<number, E>>();
  readonly #lists = new Map<string, CachedList<E>>();

  constructor(kind: EntityClass<E>) {
    this.kind = kind;
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** Adds an entity. */
  add(entity: E): void {
    this.#byKey.set(entity.eventId, entity);
    this.#inState(entity.state).set(entity.eventId, entity);
    const lives = this.#lives(entity.id);
    lives.keys.push(entity.eventId);
    lives.open += Number(entity.isOpen);
    this.#forget(entity.state, entity.state);
  }

  /** Replaces an entity by its next snapshot. */
  update(entity: E, step: EntityStep, changes: object): void {
    const { eventId: key, state: before, isOpen } = entity;
    const next = entity.updated(step, changes);
    if (next !== entity) this.#byKey.set(key, next);
    if (next.state !== before) this.#byState.get(before)?.delete(key);
    this.#inState(next.state).set(key, next);
    if (next.isOpen !== isOpen) this.#lives(next.id).open += next.isOpen ? 1 : -1;
    this.#forget(before, next.state);
  }

  /** Returns the entity that began with an event. */
  at(eventId: number): E | undefined {
    return this.#byKey.get(eventId);
  }

  /** Returns the open entity with an id, or else the latest one. */
  get(id: E['id']): E | undefined {
    const lives = this.#byId.get(id);
    if (lives === undefined) return undefined;
    const latest = this.#at(lives.keys.length - 1, lives);
    if (latest?.isOpen || lives.open === 0) return latest;
    // A rejected second decision with the same id must not hide the open entity that it collided with
    for (let i = lives.keys.length - 2; i >= 0; i -= 1) {
      const entity = this.#at(i, lives);
      if (entity?.isOpen) return entity;
    }
    return latest;
  }

  /** Returns all entities with an id, in the order in which they began. */
  lives(id: E['id']): readonly E[] {
    const keys = this.#byId.get(id)?.keys ?? [];
    return Object.freeze(keys.flatMap(key => this.#byKey.get(key)?.seal() ?? []));
  }

  countLives(id: E['id']): number {
    return this.#byId.get(id)?.keys.length ?? 0;
  }

  countIn(state: string): number {
    return this.#byState.get(state)?.size ?? 0;
  }

  /** Returns all entities, in the order in which they began. */
  all(): readonly E[] {
    return this.#list([], () => [...this.#byKey.values()]);
  }

  /**
   * Returns the entities in the given states: for one state, in the order in which they entered it; for
   * several, in the order in which they began.
   */
  in(states: readonly string[]): readonly E[] {
    return this.#list(states, () => {
      const found = states.flatMap(state => [...(this.#byState.get(state)?.values() ?? [])]);
      return states.length > 1 ? found.sort((a, b) => a.eventId - b.eventId) : found;
    });
  }

  #at(i: number, { keys }: Lives): E | undefined {
    const key = keys[i];
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  #inState(state: string): Map<number, E> {
    let entities = this.#byState.get(state);
    if (entities === undefined) {
      entities = new Map();
      this.#byState.set(state, entities);
    }
    return entities;
  }

  #lives(id: E['id']): Lives {
    let lives = this.#byId.get(id);
    if (lives === undefined) {
      lives = { keys: [], open: 0 };
      this.#byId.set(id, lives);
    }
    return lives;
  }

  #list(states: readonly string[], make: () => E[]): readonly E[] {
    const name = states.join();
    const cached = this.#lists.get(name);
    if (cached !== undefined) return cached.entities;
    const entities = make();
    for (const entity of entities) entity.seal();
    Object.freeze(entities);
    this.#lists.set(name, { states, entities });
    return entities;
  }

  #forget(before: string, state: string): void {
    if (this.#lists.size === 0) return;
    for (const [name, { states }] of this.#lists) {
      if (states.length === 0 || states.includes(state) || states.includes(before)) this.#lists.delete(name);
    }
  }
}
