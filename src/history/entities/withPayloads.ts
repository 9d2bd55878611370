import type { DataConverter } from '../../payloads/index.js';
import type { Entity } from './Entity.js';

/** The payloads of entities: strings as stored by SWF, and the values that the converter reads on access. */
export interface Payloads {
  readonly rawInput: string | undefined;
  readonly rawControl: string | undefined;
  readonly rawResult: string | undefined;
  readonly rawDetails: string | undefined;
  /** The execution context as a string. */
  readonly rawExecutionContext: string | undefined;
  readonly input: unknown;
  readonly control: unknown;
  readonly result: unknown;
  /** Details of a failure, a cancellation or a termination, or those of the last heartbeat before a timeout. */
  readonly details: unknown;
  /** Context set by the decider, which is part of the execution's description. */
  readonly executionContext: unknown;
}

export type RawName<N extends string> = `raw${Capitalize<N>}`;
export type PayloadName = {
  [N in keyof Payloads]: RawName<N> extends keyof Payloads ? N : never;
}[keyof Payloads];

export type EntityBase<E> = abstract new (converter: DataConverter, ...facts: readonly object[]) => E;

/** Returns a base class with the payloads of an entity: `rawInput` and `input`, for example. */
export function withPayloads<E extends Entity, N extends PayloadName>(
  Base: EntityBase<E>,
  ...names: readonly N[]
): EntityBase<E & Pick<Payloads, N | RawName<N>>>;
export function withPayloads(Base: EntityBase<Entity>, ...names: readonly PayloadName[]): EntityBase<Entity> {
  abstract class WithPayloads extends Base {}
  for (const name of names) {
    const raw = `raw${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    Object.defineProperty(WithPayloads.prototype, name, {
      configurable: true,
      get(this: Entity) {
        return this.valueOfPayload(Reflect.get(this, raw));
      },
    });
  }
  return WithPayloads;
}
