import type { Marker } from '../entities/Marker.js';
import { EntityCollection } from './EntityCollection.js';

/**
 * The markers of a history, in order. `get(name)` returns the latest one with a name, `lives(name)` all of
 * them.
 */
export class Markers extends EntityCollection<Marker> {
  protected override get label(): string {
    return 'Markers';
  }

  get recorded(): readonly Marker[] {
    return this.in('recorded');
  }

  /** Those that SWF could not record; see their `cause`. */
  get recordFailed(): readonly Marker[] {
    return this.in('recordFailed');
  }
}
