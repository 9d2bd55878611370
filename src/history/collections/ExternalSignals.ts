import type { ExternalSignal } from '../entities/ExternalSignal.js';
import { EntityCollection } from './EntityCollection.js';

/** The signals that an execution sends to others, by the workflow id of the recipient. */
export class ExternalSignals extends EntityCollection<ExternalSignal> {
  protected override get label(): string {
    return 'ExternalSignals';
  }

  /** Those that are not delivered yet. */
  get initiated(): readonly ExternalSignal[] {
    return this.in('signalInitiated');
  }

  /** Those that were delivered. */
  get signaled(): readonly ExternalSignal[] {
    return this.in('signaled');
  }

  /** Those that were not delivered; see their `cause`. */
  get failed(): readonly ExternalSignal[] {
    return this.in('signalFailed');
  }
}
