import { type DataConverter, fromPayload } from '../../payloads/index.js';

/** Something that happened to an entity: the state of one of its events. */
export interface Step<S extends string = string> {
  readonly state: S;
  readonly timestamp: Date;
  readonly eventId: number;
}

/** Members of an entity that are computed from the others. */
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
  | 'toString'
  | 'toJSON';

/** What an entity is made of. What may be unknown may be left out. */
export type Facts<E> = {
  readonly [K in Exclude<keyof E, Computed> as undefined extends E[K] ? never : K]: E[K];
} & {
  readonly [K in Exclude<keyof E, Computed> as undefined extends E[K] ? K : never]?: E[K];
};

/** The class of an entity. */
export type EntityClass<E> = new (converter: DataConverter, ...facts: readonly object[]) => E;

/**
 * What a history tells of one thing: an immutable snapshot. A later event makes a new snapshot, unless nobody has
 * seen this one: until it is {@link seal}ed it is written on.
 *
 * Its members are declared only, since facts are copied from one snapshot to the next in one go.
 */
export abstract class Entity<S extends string = string, Life extends string = S> {
  /** The state that the latest event left it in. */
  declare readonly state: S;
  /** The events about it so far, in order. */
  declare readonly life: readonly Step<Life>[];
  /** The event it began with. In a partial entity that event is not in the history. */
  declare readonly eventId: number;
  /** Whether its beginning lies before the history's: then little is known but what came later. */
  declare readonly partial: boolean;
  readonly #converter: DataConverter;
  #values: Map<string, unknown> | undefined;

  constructor(converter: DataConverter, ...facts: readonly object[]) {
    this.#converter = converter;
    Object.assign(this, ...facts);
  }

  /** Whether anything more is expected to happen to it. */
  abstract get isOpen(): boolean;

  abstract toString(): string;

  /** @internal The next snapshot. */
  updated(step: Step | undefined, changes: object): this {
    if (!Object.isFrozen(this)) return grow(this, step, changes);
    const Kind = this.constructor as EntityClass<this>;
    return grow(new Kind(this.#converter, this, { life: [...this.life] }), step, changes);
  }

  /** @internal Makes it immutable, before it is shown to anybody. */
  seal(): this {
    if (Object.isFrozen(this)) return this;
    Object.freeze(this.life);
    return Object.freeze(this);
  }

  /** What is known of it. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this).filter(([, value]) => value !== undefined));
  }

  /** The value of a payload. Deciders ask for the same ones at every turn, so it is read once. */
  protected value(payload: string | undefined): unknown {
    if (payload === undefined) return undefined;
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

/** Only snapshots that nobody has seen get here. */
function grow<E extends Entity>(entity: E, step: Step | undefined, changes: object): E {
  const life = entity.life as Step[];
  if (step !== undefined) life.push(step);
  return Object.assign(entity, changes);
}

/** An entity that goes by an id, which may be used again after it closed. */
export abstract class IdentifiedEntity<
  S extends string = string,
  Life extends string = S,
  Id extends string | number = string,
> extends Entity<S, Life> {
  /**
   * The id. Where the history holds no event that gives it, `event:` and the number of the event that would,
   * which is no possible id.
   */
  declare readonly id: Id;
  /** 1 for the first with this id, 2 for the second, and so on. */
  declare readonly attempt: number;
}
