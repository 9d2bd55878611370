import type { DataConverter } from '../../payloads/DataConverter.js';
import { fromPayload } from '../../payloads/payload.js';

/** A step in the life of an entity: one event and the state it led to. */
export interface EntityStep<S extends string = string> {
  readonly state: S;
  readonly timestamp: Date;
  readonly eventId: number;
}

/** Computed members of an entity. */
type Computed =
  | 'isOpen'
  | 'status'
  | 'input'
  | 'result'
  | 'details'
  | 'control'
  | 'executionContext'
  | 'updated'
  | 'seal'
  | 'valueOfPayload'
  | 'toString'
  | 'toJSON';

/** The facts that make up an entity. Those that may be unknown are optional. */
export type Facts<E> = {
  readonly [K in Exclude<keyof E, Computed> as undefined extends E[K] ? never : K]: E[K];
} & {
  readonly [K in Exclude<keyof E, Computed> as undefined extends E[K] ? K : never]?: E[K];
};

/** The class of an entity. */
export type EntityClass<E> = new (converter: DataConverter, ...facts: readonly object[]) => E;

/**
 * Snapshot of one thing in a history, such as an activity or a timer.
 *
 * A snapshot is mutable until it is {@link seal}ed, which happens before it is first returned to a caller.
 * After that it never changes: later events create a new snapshot. This avoids copies of snapshots that are
 * never read.
 *
 * The members are only declared, because all facts are copied from one snapshot to the next at once.
 */
export abstract class Entity<S extends string = string, Life extends string = S> {
  /** The state after the latest event. */
  declare readonly state: S;
  /** The events about it so far, in order. */
  declare readonly life: readonly EntityStep<Life>[];
  /** Id of the event that it began with. For a partial entity, that event is not in the history. */
  declare readonly eventId: number;
  /** `true` if it began before the first event of the history, so that only later facts are known. */
  declare readonly partial: boolean;
  readonly #converter: DataConverter;
  #values: Map<string, unknown> | undefined;

  constructor(converter: DataConverter, ...facts: readonly object[]) {
    this.#converter = converter;
    Object.assign(this, ...facts);
  }

  /** `true` if more events about it are expected. */
  abstract get isOpen(): boolean;

  abstract toString(): string;

  /** @internal Returns the next snapshot. */
  updated(step: EntityStep | undefined, changes: object): this {
    if (!Object.isFrozen(this)) return grow(this, step, changes);
    const Kind = this.constructor as EntityClass<this>;
    return grow(new Kind(this.#converter, this, { life: [...this.life] }), step, changes);
  }

  /** @internal Makes it immutable, before it is returned to a caller. */
  seal(): this {
    if (Object.isFrozen(this)) return this;
    Object.freeze(this.life);
    return Object.freeze(this);
  }

  /** Returns the known facts. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this).filter(([, value]) => value !== undefined));
  }

  /** @internal Returns the value of a payload. Cached, because deciders read the same payloads in every turn. */
  valueOfPayload(payload: unknown): unknown {
    if (typeof payload !== 'string') return undefined;
    this.#values ??= new Map();
    if (!this.#values.has(payload)) this.#values.set(payload, fromPayload(this.#converter, payload));
    return this.#values.get(payload);
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const { life, ...facts } = this.toJSON();
    const name = this.toString().slice(0, this.toString().indexOf('('));
    return `${name} ${inspect({ ...facts, life: this.life.map(({ state }) => state).join(', ') }, options)}`;
  }
}

/** Updates a snapshot in place, which must not be sealed. */
function grow<E extends Entity>(entity: E, step: EntityStep | undefined, changes: object): E {
  const life = entity.life as EntityStep[];
  if (step !== undefined) life.push(step);
  return Object.assign(entity, changes);
}

/** An entity with an id, which may be reused after the entity has closed. */
export abstract class IdentifiedEntity<
  S extends string = string,
  Life extends string = S,
  Id extends string | number = string,
> extends Entity<S, Life> {
  /**
   * The id. If no event in the history contains it, this is `event:` and the id of the event that would,
   * which can't be a real id.
   */
  declare readonly id: Id;
  /** 1 for the first with this id, 2 for the second, and so on. */
  declare readonly attempt: number;
}
