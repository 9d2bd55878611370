import type { ExecutionId } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';

/** A signal that the execution received. Its `id` is the signal's name. */
export class Signal extends IdentifiedEntity<'signaled'> {
  declare readonly timestamp: Date;
  /** The execution that sent it; `undefined` if it was sent through the API. */
  declare readonly from: ExecutionId | undefined;
  /** Id of the event in the sender's history that initiated it. */
  declare readonly fromEventId: number | undefined;
  declare readonly rawInput: string | undefined;

  override get isOpen(): boolean {
    return false;
  }

  get input(): unknown {
    return this.value(this.rawInput);
  }

  override toString(): string {
    return `Signal('${this.id}')`;
  }
}
