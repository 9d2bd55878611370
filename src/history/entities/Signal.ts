import type { ExecutionId } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** A signal that the execution received. Its `id` is the signal's name. */
export class Signal extends withPayloads(IdentifiedEntity<'signaled'>, 'input') {
  declare readonly timestamp: Date;
  /** The execution that sent it; `undefined` if it was sent through the API. */
  declare readonly from: ExecutionId | undefined;
  /** Id of the event in the sender's history that initiated it. */
  declare readonly fromEventId: number | undefined;

  override get isOpen(): boolean {
    return false;
  }

  override toString(): string {
    return `Signal('${this.id}')`;
  }
}
