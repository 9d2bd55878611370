import type { ExternalSignal } from '../entities/ExternalSignal.js';
import { EntityCollection } from './EntityCollection.js';

/** The signals that an execution sends to others, by the others' workflow ids. */
export class ExternalSignals extends EntityCollection<ExternalSignal> {
  protected override get label(): string {
    return 'ExternalSignals';
  }

  /** Those on their way. */
  get initiated(): readonly ExternalSignal[] {
    return this.in('signalInitiated');
  }

  /** Those that were delivered. */
  get signaled(): readonly ExternalSignal[] {
    return this.in('signaled');
  }

  /** Those that were not delivered; their `cause` tells why. */
  get failed(): readonly ExternalSignal[] {
    return this.in('signalFailed');
  }
}
