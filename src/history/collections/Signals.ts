import type { Signal } from '../entities/Signal.js';
import { EntityCollection } from './EntityCollection.js';

/**
 * The signals of a history, in order. `get(name)` returns the latest one with a name, `lives(name)` all of
 * them.
 */
export class Signals extends EntityCollection<Signal> {
  protected override get label(): string {
    return 'Signals';
  }
}
