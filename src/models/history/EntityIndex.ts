import type { IdentifiedEntity } from './entities/Entity.js';

/** Any entity that goes by an id. */
export type AnyEntity = IdentifiedEntity<string, string, string | number>;

interface Lives {
  /** The event ids that the lives of an id began with. */
  readonly keys: number[];
  open: number;
}

interface CachedList<E> {
  /** The states in it; none for the list of all. */
  readonly states: readonly string[];
  readonly entities: readonly E[];
}

/**
 * The entities of a kind, by the event they began with, by id and by state. Mutable: `put` is O(1); lists are made
 * when they are asked for and kept until one of their states changes.
 */
export class EntityIndex<E extends AnyEntity> {
  readonly #byKey = new Map<number, E>();
  readonly #byId = new Map<E['id'], Lives>();
  readonly #byState = new Map<string, Map<number, E>>();
  readonly #lists = new Map<string, CachedList<E>>();

  get size(): number {
    return this.#byKey.size;
  }

  /** Adds an entity, or replaces the snapshot that began with the same event. */
  put(entity: E): void {
    const { eventId: key, state } = entity;
    const before = this.#byKey.get(key);
    this.#byKey.set(key, entity);
    if (before !== undefined && before.state !== state) this.#byState.get(before.state)?.delete(key);
    this.#inState(state).set(key, entity);
    this.#count(entity, before);
    if (this.#lists.size > 0) this.#forget(state, before?.state ?? state);
  }

  /** The entity that began with an event. */
  at(eventId: number): E | undefined {
    return this.#byKey.get(eventId);
  }

  /** The open entity of an id, or else the latest. */
  get(id: E['id']): E | undefined {
    const lives = this.#byId.get(id);
    if (lives === undefined) return undefined;
    const latest = this.#at(lives.keys.length - 1, lives);
    if (latest?.isOpen || lives.open === 0) return latest;
    // A refused second decision for an id must not hide the open entity that it collided with
    for (let i = lives.keys.length - 2; i >= 0; i -= 1) {
      const entity = this.#at(i, lives);
      if (entity?.isOpen) return entity;
    }
    return latest;
  }

  /** All entities of an id, in the order in which they began. */
  lives(id: E['id']): readonly E[] {
    const keys = this.#byId.get(id)?.keys ?? [];
    return Object.freeze(keys.flatMap(key => this.#byKey.get(key) ?? []));
  }

  countLives(id: E['id']): number {
    return this.#byId.get(id)?.keys.length ?? 0;
  }

  countIn(state: string): number {
    return this.#byState.get(state)?.size ?? 0;
  }

  /** All entities, in the order in which they began. */
  all(): readonly E[] {
    return this.#list([], () => [...this.#byKey.values()]);
  }

  /** Those in one state, in the order in which they got there; of several states, in which they began. */
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

  #count(entity: E, before: E | undefined): void {
    let lives = this.#byId.get(entity.id);
    if (lives === undefined) {
      lives = { keys: [], open: 0 };
      this.#byId.set(entity.id, lives);
    }
    if (before === undefined) lives.keys.push(entity.eventId);
    lives.open += Number(entity.isOpen) - Number(before?.isOpen ?? false);
  }

  #list(states: readonly string[], make: () => E[]): readonly E[] {
    const name = states.join();
    const cached = this.#lists.get(name);
    if (cached !== undefined) return cached.entities;
    const entities = Object.freeze(make());
    this.#lists.set(name, { states, entities });
    return entities;
  }

  #forget(state: string, before: string): void {
    for (const [name, { states }] of this.#lists) {
      if (states.length === 0 || states.includes(state) || states.includes(before)) this.#lists.delete(name);
    }
  }
}
